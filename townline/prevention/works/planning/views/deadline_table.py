"""The table of deadlines in the forms of plans: a row for each, and empty ones to write in."""

from collections.abc import Mapping, Sequence
from typing import Any

from townline.prevention.works.api import WorkObject
from townline.prevention.works.planning.views import words

_EMPTY = 2  # rows to write in
_LEAST, _MOST = 3, 20
_LAST = "4"  # the quarter that ends with its year


def deadline_rows(years: Sequence[int], plan_input: Mapping[str, Any]) -> dict[str, Any]:
    """Give rows, ends and groups of the table; a deadline outside of ``years`` is left out."""
    before = [line for line in plan_input.get("deadlines", []) if line["by"] in years]
    empty = max(_EMPTY, _LEAST - len(before))
    rows: list[dict[str, Any]] = [_row(line) for line in before]
    return {
        "rows": [*rows, *({} for _ in range(min(empty, _MOST - len(before))))],
        "ends": [end for year in years for end in _ends(year)],
        "groups": _groups(),
    }


def _row(line: Mapping[str, Any]) -> dict[str, Any]:
    season = line.get("season")
    return {
        "end": f"{line['by']}-{season}" if season not in {None, _LAST} else str(line["by"]),
        "risk": line["risk_at_least"],
        "group": line.get("group") or "",
        "late": line.get("allow_late") or None,
    }


def _ends(year: int) -> list[tuple[str, str]]:
    """Give the ends that a deadline can have in a year; its last quarter ends with the year."""
    quarters = [(f"{year}-{n}", words.end_words(year, n)) for n in (1, 2, 3)]
    return [*quarters, (str(year), words.end_words(year, None))]


def _groups() -> list[tuple[str, str]]:
    """Give the kinds of objects that deadlines can be for, with their names."""
    pairs = WorkObject.objects.order_by("kind").values_list("source", "kind").distinct()
    return sorted({kind: words.group_name(source, kind) for source, kind in pairs}.items())
