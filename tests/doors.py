"""The table of public doors in SECURITY.md, made from what the rooms declare.

`python -m tests.doors` writes it; a test fails when the two differ.
"""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from townline.platform.core.http.limits import Limit, PublicDoor

SECURITY = Path(__file__).resolve().parents[1] / "SECURITY.md"
BEGIN, END = "<!-- public doors: begin -->", "<!-- public doors: end -->"
_UNITS = {60: "minute", 900: "15 minutes", 3600: "hour", 86400: "day"}


def _limit(limit: "Limit") -> str:
    window = int(limit.window.total_seconds())
    length = _UNITS.get(window, f"{window} s")
    where = "all processes together" if limit.shared else "each process"
    setting = f", set by `{limit.setting}`" if limit.setting else ""
    return f"{limit.most:,} a {length} of one {limit.per} (`{limit.name}`; {where}{setting})"


def _row(door: "PublicDoor") -> str:
    at = "<br>".join(f"`{each}`" if "/" in each else each for each in door.at)
    limits = "<br>".join(_limit(each) for each in door.limits) or "none"
    cells = (at, door.who, door.costs, door.tells, limits)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def table(doors: "list[PublicDoor]") -> str:
    head = "| door | for whom | costs | tells | limits |\n| --- | --- | --- | --- | --- |"
    return "\n".join([head, *map(_row, doors)])


def with_table(text: str, doors: "list[PublicDoor]") -> str:
    """Put the table between the two marks."""
    pattern = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    return pattern.sub(lambda _: f"{BEGIN}\n{table(doors)}\n{END}", text)


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "townline.config.settings")
    django.setup()
    from townline.config.doors import DOORS

    SECURITY.write_text(with_table(SECURITY.read_text(), DOORS))


if __name__ == "__main__":
    main()
