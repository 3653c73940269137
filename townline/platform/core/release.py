"""Which release of the program this is, and of which commit."""

import subprocess
import tomllib
from functools import cache

from townline.platform.core.paths import ROOT

_COMMIT = ["/usr/bin/git", "rev-parse", "--short", "HEAD"]
_QUIET = subprocess.DEVNULL


@cache
def version() -> str:
    """Give the version, and the commit where it is a checkout."""
    number = str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])
    try:
        commit = subprocess.check_output(_COMMIT, cwd=ROOT, text=True, timeout=5, stderr=_QUIET)  # noqa: S603 -- our own words
    except (OSError, subprocess.SubprocessError):
        return number
    return f"{number} ({commit.strip()})"
