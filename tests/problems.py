"""The table of refusals in docs/api.md, made from the classes that are raised.

`python -m tests.problems` writes it; a test fails when the two differ.
"""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from townline.platform.web.http_api.problems import ProblemKind

API = Path(__file__).resolve().parents[1] / "docs/api.md"
BEGIN, END = "<!-- refusals: begin -->", "<!-- refusals: end -->"


def _row(kind: "ProblemKind") -> str:
    meaning = " ".join(kind.meaning.split()).replace("``", "`")
    cells = (f"`/problems/{kind.kind}`", str(kind.status), kind.title, meaning)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def table(kinds: "Iterable[ProblemKind]") -> str:
    head = "| `type` | status | `title` | meaning; further members |\n|---|---|---|---|"
    return "\n".join([head, *map(_row, sorted(kinds))])


def with_table(text: str, kinds: "Iterable[ProblemKind]") -> str:
    """Put the table between the two marks."""
    pattern = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    return pattern.sub(lambda _: f"{BEGIN}\n{table(kinds)}\n{END}", text)


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "townline.config.settings")
    django.setup()
    from townline.platform.web.http_api.problems import kinds

    API.write_text(with_table(API.read_text(), kinds().values()))


if __name__ == "__main__":
    main()
