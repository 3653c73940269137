"""``serves.json``: which district and which database a home serves, without the password.

Written when the database is first prepared. A command that would use, make or copy another one
for the home is refused: it would work on an empty database and report success.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from townline.platform.core.commands import CannotStart
from townline.platform.postgres.places import own_socket

NAME = "serves.json"
_PORT = 5432
_LOOPBACK = frozenset({"", "localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, kw_only=True)
class Database:
    """Where a database is. ``host`` may be the folder of a Unix socket."""

    host: str
    port: int
    name: str
    user: str

    @classmethod
    def of(cls, url: str) -> "Database":
        """Read the address of TOWNLINE_DATABASE_URL."""
        parts = urlsplit(url)
        place = parts.netloc.rpartition("@")[2]
        # urlsplit would write the folder of a Unix socket in small letters.
        host = unquote(place.partition(":")[0]) if "%2F" in place.upper() else parts.hostname or ""
        name = parts.path.lstrip("/") or "townline"
        return cls(
            host=host, port=parts.port or _PORT, name=name, user=unquote(parts.username or "")
        )

    def same(self, other: "Database") -> bool:
        """Say whether both are one database, whoever signs in."""
        return self._place() == other._place()

    def _place(self) -> tuple[str, int, str]:
        return "loopback" if self.host in _LOOPBACK else self.host, self.port, self.name

    def __str__(self) -> str:
        return f"the database {self.name} at {self.host or 'localhost'}, port {self.port}"


@dataclass(frozen=True, kw_only=True)
class Serves:
    """What a home serves; ``database`` None is its own embedded one."""

    district: str
    database: Database | None

    def __str__(self) -> str:
        where = str(self.database) if self.database else "its own embedded database"
        return f"the district {self.district} in {where}"


def read(home: Path) -> Serves | None:
    """Read what a home serves; None before its database was first prepared."""
    path = home / NAME
    try:
        data: dict[str, Any] = json.loads(path.read_text())
        database = data["database"]
        return Serves(
            district=data["district"],
            database=None if database == "embedded" else Database(**database),
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise CannotStart(f"{path} is damaged; townline database move writes it anew") from error


def environment_serves(home: Path) -> Serves:
    """Give what the environment names for a home."""
    url = os.environ.get("TOWNLINE_DATABASE_URL", "")
    database = Database.of(url) if url else None
    if database and database.host == str(own_socket(home)):
        database = None
    return Serves(district=os.environ.get("TOWNLINE_DISTRICT", "handeul"), database=database)


def write(home: Path) -> None:
    """Note what the environment names as what the home serves."""
    serves = environment_serves(home)
    if _read_or_none(home) == serves:
        return
    database = asdict(serves.database) if serves.database else "embedded"
    partial = home / f".{NAME}.partial"
    partial.write_text(json.dumps({"district": serves.district, "database": database}) + "\n")
    partial.chmod(0o640)
    partial.rename(home / NAME)


def _read_or_none(home: Path) -> Serves | None:
    try:
        return read(home)
    except CannotStart:
        return None


def use_district(home: Path) -> None:
    """Name the home's district to the rest, unless another one is named."""
    if "TOWNLINE_DISTRICT" not in os.environ and (serves := _read_or_none(home)):
        os.environ["TOWNLINE_DISTRICT"] = serves.district


def check(home: Path) -> None:
    """Refuse another database or district than the home serves. Raises CannotStart."""
    serves = read(home)
    if serves is None:
        return
    wanted = environment_serves(home)
    if serves.database and not wanted.database:
        raise CannotStart(f"{home} serves {serves}, and nothing names its address. {_how(home)}")
    if wanted.database and not serves.database:
        raise CannotStart(f"{home} serves {serves}, not {wanted.database}. {_MOVED}")
    if serves.database and wanted.database and not serves.database.same(wanted.database):
        raise CannotStart(f"{home} serves {serves}, not {wanted.database}. {_MOVED}")
    if serves.district != wanted.district:
        raise CannotStart(
            f"{home} serves {serves}, and TOWNLINE_DISTRICT names {wanted.district}: a district "
            "has a home of its own. Nothing was done"
        )


_MOVED = (
    "Nothing was done. Correct TOWNLINE_DATABASE_URL; if the data were moved there on purpose: "
    "townline database move"
)


def _how(home: Path) -> str:
    from townline.platform.postgres import config_files  # noqa: PLC0415 -- for these words only

    _, closed = config_files.all_files()
    words = "No other database is made for it"
    if closed:
        return f"{words}: the address stands in {closed[0]}, which root may read: run this as root"
    file = config_files.folder() / "DISTRICT.toml"
    return (
        f"{words}: name it with TOWNLINE_DATABASE_URL, or as database.url in {file} with "
        f'home = "{home}", as townline deploy-config writes it'
    )
