"""The files that configure installations: which one is a home's, and its settings as variables.

``/etc/townline/<district>.toml`` (``TOWNLINE_CONFIG_DIR``) names its home, or ``townline.toml``
lies in it. Variables that are set in the environment stand above both. ``<district>.env`` of an
earlier version is read where there is no such file (``townline config set --from`` takes it over).
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from townline.platform.core.commands import CannotStart
from townline.platform.postgres.configuration import document

FOLDER = Path("/etc/townline")
NAME = "townline.toml"
# The home that ``deploy-config`` names unless told otherwise: files of before name none.
HOME = Path("/var/lib/townline/home")
_LINE = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)", re.DOTALL)
_DOUBLE = re.compile(r'\\(["\\$`])')


@dataclass(frozen=True)
class ConfigFile:
    """One installation's variables, and what is wrong in its file."""

    path: Path
    values: dict[str, str]
    problems: list[document.Problem] = field(default_factory=list)

    @property
    def home(self) -> Path:
        if self.path.name == NAME:
            return self.path.parent
        return Path(self.values.get("TOWNLINE_HOME") or HOME)

    @property
    def schema(self) -> tuple[str, str]:
        """Give the server and district, where the file names a server."""
        url = self.values.get("TOWNLINE_DATABASE_URL", "").partition("?")[0].rpartition("@")[2]
        return url, self.values.get("TOWNLINE_DISTRICT", "handeul")


def folder() -> Path:
    """Give the folder of the files."""
    return Path(os.environ.get("TOWNLINE_CONFIG_DIR") or FOLDER)


def parse(text: str) -> dict[str, str]:
    """Give the variables of an earlier version's file, as systemd reads it (EnvironmentFile)."""
    lines = text.replace("\\\n", "").splitlines()
    matches = (_LINE.fullmatch(line) for line in lines if not line.lstrip().startswith(("#", ";")))
    return {match[1]: _value(match[2].strip()) for match in matches if match}


def _value(raw: str) -> str:
    match raw[:1], raw[-1:] if len(raw) > 1 else "":
        case "'", "'":
            return raw[1:-1]
        case '"', '"':
            return _DOUBLE.sub(r"\1", raw[1:-1])
    return re.sub(r"\\(.)", r"\1", raw)


def read(path: Path) -> ConfigFile:
    """Read one file. Raises OSError."""
    if path.suffix == ".env":
        return ConfigFile(path, parse(path.read_text()))
    found = document.read(path)
    return ConfigFile(path, found.variables(), [*found.problems, *_problems_of_home(path, found)])


def _problems_of_home(path: Path, found: document.Document) -> list[document.Problem]:
    home = found.values.get("home")
    if path.name != NAME or home is None or Path(str(home)).resolve() == path.parent.resolve():
        return []
    line = document.lines_of(path.read_text(errors="replace")).get("home", 0)
    words = f"this file configures the home that it lies in, {path.parent}, and no other"
    return [document.Problem(line, "home", words)]


def all_files() -> tuple[list[ConfigFile], list[Path]]:
    """Give the files of the folder that we may read, and the paths of those that we may not."""
    readable, closed = [], []
    for path in sorted([*folder().glob("*.toml"), *folder().glob("*.env")]):
        try:
            readable.append(read(path))
        except OSError:
            closed.append(path)
    return readable, closed


def of_home(home: Path) -> ConfigFile | None:
    """Find the file of a home: TOML before one of an earlier version.

    Raises CannotStart where several configure it, or another home has its schema.
    """
    wanted = home.resolve()
    readable, _ = all_files()
    found = [each for each in readable if each.home.resolve() == wanted]
    if (own := home / NAME).is_file():
        found.append(read(own))
    tomls = [each for each in found if each.path.suffix == ".toml"]
    if len(tomls) > 1:
        names = " and ".join(str(each.path) for each in tomls)
        raise CannotStart(f"{names} configure the same home {home}: keep one of them")
    chosen = next(iter(tomls or found), None)
    if chosen is not None:
        _check_schema(chosen, readable)
    return chosen


def _check_schema(file: ConfigFile, others: list[ConfigFile]) -> None:
    for other in others:
        same = other.schema == file.schema and file.schema[0]
        if same and other.home.resolve() != file.home.resolve():
            raise CannotStart(
                f"{file.path} and {other.path} name the same database and district: an "
                "installation has a schema of its own; change database.url or district in one"
            )


def homes() -> list[Path]:
    """List the homes that the files name, and that are there."""
    readable, _ = all_files()
    return sorted({each.home for each in readable if each.home.is_dir()})


def apply(file: ConfigFile) -> None:
    """Put the variables into the environment; one that is set already stays.

    Raises CannotStart for a file with a mistake: each by its line and key.
    """
    if file.problems:
        words = "; ".join(map(str, file.problems))
        raise CannotStart(f"{file.path}: {words}. Nothing was started")
    for name, value in file.values.items():
        os.environ.setdefault(name, value)
