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
_LICENCE_NAME = re.compile(r"[\w .+()/-]{2,60}")
# Their metadata name none, or a whole text of one.
_LOOKED_UP = {"pyrage": "MIT", "pyxform": "BSD-2-Clause"}


def required_packages() -> list[str]:
    """Give the Python packages that this machine installs, for work and for tests."""
    lines = (ROOT / "requirements" / "dev.txt").read_text().splitlines()
    found = [Requirement(line.rstrip(" \\")) for line in lines if re.match(r"\w", line)]
    return sorted(each.name for each in found if not each.marker or each.marker.evaluate())


def licence(package: str) -> str:
    """Give the licence that an installed package names."""
    package_metadata = metadata(package)
    licence_name = package_metadata.get("License-Expression") or _classifier_licence(
        package_metadata.get_all("Classifier") or []
    )
    short = (package_metadata.get("License") or "").strip()
    licence_name = licence_name or (short if _LICENCE_NAME.fullmatch(short) else "")
    return licence_name or _LOOKED_UP[package]


def _classifier_licence(classifiers: list[str]) -> str:
    licences = [
        each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License :: ")
    ]
    return ", ".join(each for each in licences if each != "OSI Approved")


def for_browsers() -> dict[str, str]:
    """Give the packages of package-lock.json, with their licences."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return {
        path.rpartition("node_modules/")[2]: str(details["license"])
        for path, details in packages.items()
        if path
    }


def lines() -> list[str]:
    """Give a line for each package: its name and its licence."""
    python = [f"- {name}: {licence(name)}" for name in required_packages()]
    return [
        *python,
        *(
            f"- {name} (npm): {licence_name}"
            for name, licence_name in sorted(for_browsers().items())
        ),
    ]


def main() -> None:
    """Write the part of NOTICE anew."""
    place = ROOT / "NOTICE"
    preface = place.read_text().partition(HEADING)[0].rstrip()
    place.write_text("\n".join([preface, "", HEADING, *lines(), ""]))


if __name__ == "__main__":
    main()
