"""Names in NOTICE every package that set-up installs, with its licence, as the package itself says.

``python -m tools.notice`` writes the part of NOTICE below its last heading anew: the Python
packages of ``requirements/dev.txt`` from the metadata of what is installed, those of the browser
from ``package-lock.json``. A test holds the names against both lists.
"""

import json
import re
from importlib.metadata import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
HEADING = "Every package that set-up installs, and the licence that it names (tools/notice.py):"
_SAID = re.compile(r"[\w .+()/-]{2,60}")
# Their metadata name none, or a whole text of one.
_LOOKED_UP = {"pyrage": "MIT", "pyxform": "BSD-2-Clause"}


def wanted() -> list[str]:
    """Give the Python packages that this machine installs, for work and for tests."""
    lines = (ROOT / "requirements" / "dev.txt").read_text().splitlines()
    found = [Requirement(line.rstrip(" \\")) for line in lines if re.match(r"\w", line)]
    return sorted(each.name for each in found if not each.marker or each.marker.evaluate())


def licence(package: str) -> str:
    """Give the licence that an installed package names."""
    told = metadata(package)
    said = told.get("License-Expression") or _classified(told.get_all("Classifier") or [])
    short = (told.get("License") or "").strip()
    said = said or (short if _SAID.fullmatch(short) else "")
    return said or _LOOKED_UP[package]


def _classified(classifiers: list[str]) -> str:
    said = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License :: ")]
    return ", ".join(each for each in said if each != "OSI Approved")


def for_browsers() -> dict[str, str]:
    """Give the packages of package-lock.json, with their licences."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return {
        path.rpartition("node_modules/")[2]: str(told["license"])
        for path, told in packages.items()
        if path
    }


def lines() -> list[str]:
    """Give a line for each package: its name and its licence."""
    python = [f"- {name}: {licence(name)}" for name in wanted()]
    return [*python, *(f"- {name} (npm): {said}" for name, said in sorted(for_browsers().items()))]


def main() -> None:
    """Write the part of NOTICE anew."""
    place = ROOT / "NOTICE"
    kept = place.read_text().partition(HEADING)[0].rstrip()
    place.write_text("\n".join([kept, "", HEADING, *lines(), ""]))


if __name__ == "__main__":
    main()
