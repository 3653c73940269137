"""State diagrams of READMEs, made from the tables in rules.py.

`python -m tests.diagrams` writes them; a test fails when a README and its table differ.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from townline.cases import rules as cases

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- states: begin -->", "<!-- states: end -->"
type Table = Mapping[Any, str | frozenset[Any]]
TABLES: dict[Path, Table] = {
    ROOT / "townline" / "cases" / "README.md": {**cases.TRANSITIONS, **cases.PUT_BACK},
}


def diagram(table: Table) -> str:
    """Draw a table as a Mermaid state diagram; events between the same two states share an arrow.

    What leads back to the same state is left out: it changes nothing.
    """
    arrows: dict[tuple[str, str], list[str]] = {}
    for (before, event), reached in table.items():
        for after in {reached} if isinstance(reached, str) else reached:
            if before != after:
                arrows.setdefault((str(before), str(after)), []).append(str(event))
    lines = [f"  {a} --> {b}: {', '.join(sorted(e))}" for (a, b), e in sorted(arrows.items())]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def with_diagram(text: str, table: Table) -> str:
    """Put the diagram between the two marks."""
    pattern = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    return pattern.sub(lambda _: f"{BEGIN}\n{diagram(table)}\n{END}", text)


def main() -> None:
    for path, table in TABLES.items():
        path.write_text(with_diagram(path.read_text(), table))


if __name__ == "__main__":
    main()
