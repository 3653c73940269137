"""What an installation is to be: from options, from its file of settings, else asked."""

import os
import sys
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from townline.platform.core.commands import CannotStart
from townline.platform.core.paths import DEMO
from townline.platform.postgres import config_files, environment
from townline.platform.postgres.configuration import document
from townline.platform.postgres.configuration.kinds import Value


@dataclass(frozen=True, kw_only=True)
class Answers:
    """``admin_url`` empty: no database is to be made. ``settings``: those of the file."""

    home: Path
    file: Path
    host: str
    district: str
    source: Path
    admin_url: str
    database_url: str
    embedded: bool
    administrator: str
    user: str
    backups: Path
    settings: dict[str, Value]
    options: Namespace


def collect(options: Namespace) -> Answers:
    """Give the answers. Raises CannotStart, naming the option that is missing or wrong."""
    home = (options.home or _default_home()).absolute()
    found = _read_settings(home)
    settings = found[1] if found else {}
    district = options.district or str(settings.get("district") or "handeul")
    environment.check_district(district)
    hosts = settings.get("web.hosts")
    first = hosts[0] if isinstance(hosts, list) and hosts else ""
    host = options.host or first or _ask("--host", "Host name of the pages")
    admin, url, embedded = _choose_database(options, settings, known=found is not None)
    source = options.district_from or _ask_source(home)
    return Answers(
        home=home,
        file=found[0] if found else _new_file(home, district),
        host=host,
        district=district,
        source=_check_source(source),
        admin_url=admin,
        database_url=url,
        embedded=embedded,
        administrator=options.administrator or "admin",
        user=options.user or "townline",
        backups=options.backups or Path(str(settings.get("backup.to") or "/var/backups/townline")),
        settings=settings,
        options=options,
    )


def _default_home() -> Path:
    homes = config_files.homes()
    if given := os.environ.get("TOWNLINE_HOME"):
        return Path(given)
    if len(homes) > 1:
        raise CannotStart("several installations are here: name the home of one with --home")
    return homes[0] if homes else config_files.HOME


def _read_settings(home: Path) -> tuple[Path, dict[str, Value]] | None:
    """Read the file of an installation that was begun. Raises CannotStart where it has mistakes."""
    file = config_files.of_home(home)
    if file is None:
        return None
    if file.path.suffix == ".env":
        raise CannotStart(f"run first: townline config set --from {file.path}")
    if file.problems:
        raise CannotStart(f"{file.path}: {file.problems[0]}. Correct it, then run init again")
    return file.path, document.read(file.path).values


def _new_file(home: Path, district: str) -> Path:
    """Choose the place of the settings: beside other installations', or in the home."""
    folder = config_files.folder()
    if os.geteuid() != 0 and not os.access(folder, os.W_OK):
        return home / config_files.NAME
    path = folder / f"{district}.toml"
    if path.exists():
        raise CannotStart(
            f"{path} configures the home {config_files.read(path).home}: two installations "
            "cannot have one district; name that home with --home, or another --district"
        )
    return path


def _choose_database(
    options: Namespace, settings: dict[str, Value], *, known: bool
) -> tuple[str, str, bool]:
    """Give the administrator's URL, the application's, and whether the database is embedded."""
    url = str(settings.get("database.url") or options.database_url or "")
    admin = options.admin_database or ""
    if options.embedded and url:
        raise CannotStart("the file names a database server (database.url): leave out --embedded")
    if known and not url and not options.embedded and not admin:
        return "", "", True
    if not (url or admin or options.embedded):
        answer = _ask("--admin-database, --database-url or --embedded", _DATABASE, "embedded")
        admin = "" if answer == "embedded" else answer
    if admin == "-":
        admin = sys.stdin.readline().strip()
    return admin, url, not (url or admin)


_DATABASE = "PostgreSQL administrator's URL, or local (used once, not stored), or embedded"


def _ask_source(home: Path) -> str:
    if (home / "district").is_dir():
        return str(home / "district")
    return _ask("--district-from", "Folder of the district's data, or demo", "demo")


def _check_source(source: str) -> Path:
    folder = DEMO if source == "demo" else Path(source).absolute()
    if not (folder / "district.json").is_file():
        raise CannotStart(
            f"{folder} holds no district.json: --district-from names a folder of a district's "
            "data (townline/data/README.md), or demo"
        )
    return folder


def _ask(option: str, words: str, default: str = "") -> str:
    if not sys.stdin.isatty():
        raise CannotStart(f"{words}: give it with {option}")
    hint = f" [{default}]" if default else ""
    answer = input(f"{words}{hint}: ").strip() or default
    return answer or _ask(option, words, default)
