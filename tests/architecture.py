"""The picture of the wings in docs/architecture.md, made from the contracts of imports.

`python -m tests.architecture` writes it; a test fails when they differ.
"""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.naming import inner_statements
from tests.rooms import room_of

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "architecture.md"
NEXT_ROW = "\n" + " " * 12
_BEGIN, _END = "<!-- wings: begin -->", "<!-- wings: end -->"


def contracts() -> dict[str, Any]:
    """Read the contracts by their id."""
    read = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return {each["id"]: each for each in read["tool"]["importlinter"]["contracts"]}


def picture() -> str:
    """Draw the wings from the top, each with its rooms from the top and their parts."""
    known = contracts()
    lines = []
    for wing in known["wings"]["layers"]:
        rooms = known.get(wing, {}).get("layers", [])
        # A single module below the rooms is none of them.
        own = [row for row in rooms if not (ROOT / "townline" / wing / f"{row}.py").is_file()]
        rows = [f"{row:<26}{_parts(row, known)}".rstrip() for row in own]
        lines.append(f"{wing:<12}{NEXT_ROW.join(rows)}".rstrip())
    return "\n".join(["```", *lines, "```"])


def _parts(row: str, known: dict[str, Any]) -> str:
    """Give the parts of the rooms of a row: `hazards: hazard_map, explorations`."""
    found = []
    for room in row.split(" | "):
        layers = known.get(f"parts-{room}", {}).get("layers", [])
        parts = [part for layer in layers if "(" not in layer for part in layer.split(" | ")]
        found += [f"{room}: {', '.join(parts)}"] if parts else []
    return "; ".join(found)


def with_picture(text: str) -> str:
    """Put the picture between its two marks."""
    pattern = re.compile(f"{re.escape(_BEGIN)}.*?{re.escape(_END)}", re.DOTALL)
    return pattern.sub(lambda _: f"{_BEGIN}\n{picture()}\n{_END}", text)


def modules() -> Iterator[Path]:
    """Give the program's modules, by their path below the repository; no tests, no migrations."""
    for path in sorted((ROOT / "townline").rglob("*.py")):
        below = path.relative_to(ROOT)
        if not {"tests", "migrations"} & set(below.parts):
            yield below


def _definitions(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in inner_statements(node):
        yield from _definitions(child)


def code_lines(path: Path) -> int:
    """Count the lines of a module that are neither empty nor a comment nor a docstring."""
    text = (ROOT / path).read_text()
    docstring_lines: set[int] = set()
    for node in _definitions(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                docstring_lines |= {*range(first.lineno, (first.end_lineno or first.lineno) + 1)}
    lines = enumerate(text.splitlines(), 1)
    return sum(
        bool(s := line.strip()) and s[0] != "#" and n not in docstring_lines for n, line in lines
    )


def rooms() -> Counter[str]:
    """Count each room's lines of code."""
    found: Counter[str] = Counter()
    for path in modules():
        found[room_of(path.relative_to("townline"))] += code_lines(path)
    return found


def folders() -> Counter[str]:
    """Count the modules that lie side by side in each folder."""
    return Counter(path.parent.as_posix() for path in modules() if path.name != "__init__.py")


def paths(text: str) -> list[str]:
    """List the files that the page sends its readers to."""
    return re.findall(r"`(townline/[\w./]+)`", text)


if __name__ == "__main__":
    PAGE.write_text(with_picture(PAGE.read_text()))
