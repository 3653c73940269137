"""The picture of the wings in docs/architecture.md, made from the contracts of imports.

`python -m tests.architecture` writes it; a test fails when they differ.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "architecture.md"
_BEGIN, _END = "<!-- wings: begin -->", "<!-- wings: end -->"


def contracts() -> dict[str, Any]:
    """Read the contracts by their id."""
    read = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return {each["id"]: each for each in read["tool"]["importlinter"]["contracts"]}


def picture() -> str:
    """Draw the wings from the top, each with its rooms from the top."""
    known = contracts()
    lines = []
    for wing in known["wings"]["layers"]:
        rooms = known.get(wing, {}).get("layers", [])
        lines.append(f"{wing:<12}{_rows(rooms)}".rstrip())
    return "\n".join(["```", *lines, "```"])


def _rows(rooms: list[str]) -> str:
    return ("\n" + " " * 12).join(rooms)


def with_picture(text: str) -> str:
    """Put the picture between its two marks."""
    pattern = re.compile(f"{re.escape(_BEGIN)}.*?{re.escape(_END)}", re.DOTALL)
    return pattern.sub(lambda _: f"{_BEGIN}\n{picture()}\n{_END}", text)


def paths(text: str) -> list[str]:
    """List the files that the page sends its readers to."""
    return re.findall(r"`(townline/[\w./]+)`", text)


if __name__ == "__main__":
    PAGE.write_text(with_picture(PAGE.read_text()))
