"""The files that systemd reads for the units (``deploy-config`` writes them), read by commands too.

A district's file lies in ``/etc/townline`` (``TOWNLINE_CONFIG_DIR``) as ``<district>.env``, and
names its home. Syntax: systemd.exec(5), EnvironmentFile.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path("/etc/townline")
# The home that ``deploy-config`` names unless told otherwise: files of before name none.
HOME = Path("/var/lib/townline/home")
_LINE = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)", re.DOTALL)
_DOUBLE = re.compile(r'\\(["\\$`])')


@dataclass(frozen=True)
class ConfigFile:
    """One district's variables."""

    path: Path
    values: dict[str, str]

    @property
    def home(self) -> Path:
        return Path(self.values.get("TOWNLINE_HOME") or HOME)


def folder() -> Path:
    """Give the folder of the files."""
    return Path(os.environ.get("TOWNLINE_CONFIG_DIR") or FOLDER)


def parse(text: str) -> dict[str, str]:
    """Give the variables of a file, as systemd reads it."""
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


def all_files() -> tuple[list[ConfigFile], list[Path]]:
    """Give the files that we may read, and the paths of those that we may not."""
    readable, closed = [], []
    for path in sorted(folder().glob("*.env")):
        try:
            readable.append(ConfigFile(path, parse(path.read_text())))
        except OSError:
            closed.append(path)
    return readable, closed


def of_home(home: Path) -> ConfigFile | None:
    """Find the file of a home."""
    wanted = home.resolve()
    readable, _ = all_files()
    return next((each for each in readable if each.home.resolve() == wanted), None)


def homes() -> list[Path]:
    """List the homes that the files name, and that are there."""
    readable, _ = all_files()
    return sorted({each.home for each in readable if each.home.is_dir()})


def apply(file: ConfigFile) -> None:
    """Put the variables into the environment; one that is set already stays."""
    for name, value in file.values.items():
        os.environ.setdefault(name, value)
