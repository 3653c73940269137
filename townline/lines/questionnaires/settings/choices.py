"""The sheet ``choices``: what can be chosen, by list."""

import re
from typing import Any

from townline.lines.questionnaires.settings.sheets import Book, SheetRow

MOST = 60
_COLUMNS = frozenset(("list_name", "name", "label"))
_NAME = re.compile(r"[\w.-]{1,40}", re.ASCII)

type Lists = dict[str, list[dict[str, Any]]]


def choices_of(found: Book) -> Lists:
    """Read the lists; a choice is ``{"name", "label"}``."""
    lists: Lists = {}
    for row in found.rows("choices"):
        # Older forms write it with a space.
        if (name := row.cells.pop("list name", None)) is not None:
            row.cells["list_name"] = name
        row.only(_COLUMNS)
        _put(lists, row)
    return lists


def _put(lists: Lists, row: SheetRow) -> None:
    list_name, name = row.cells.get("list_name", ""), row.cells.get("name", "")
    if not list_name:
        row.trouble("list_name is missing")
    if not _NAME.fullmatch(name):
        row.trouble(f"name {name!r}: write letters, digits, points, dashes, at most 40, no spaces")
    there = lists.setdefault(list_name, [])
    if any(each["name"] == name for each in there):
        row.trouble(f"{name!r} is in the list {list_name!r} twice")
    if len(there) == MOST:
        row.trouble(f"the list {list_name!r} has more than {MOST} choices")
    there.append({"name": name, "label": row.cell("label")})
