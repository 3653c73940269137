"""The last figures of each section, in the repository: a change is seen in the next run."""

import csv
import datetime as dt
import re
from pathlib import Path

from bench.table import Figure

LAST_FIGURES = Path(__file__).with_name("last.csv")
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_COLUMNS = ("section", "figure", "value", "on")


def before() -> dict[str, str]:
    """Give the value that each figure had the last time, by its name."""
    return {row["figure"]: row["value"] for row in _rows()}


def keep(sections: dict[str, list[Figure]], today: dt.date) -> None:
    """Put the figures of these sections in the place of their last ones."""
    others = [row for row in _rows() if row["section"] not in sections]
    new = [
        {"section": section, "figure": one.name, "value": one.value, "on": today.isoformat()}
        for section, figures in sections.items()
        for one in figures
    ]
    with LAST_FIGURES.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, _COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(sorted([*others, *new], key=lambda row: row["section"]))


def change(now: str, then: str | None) -> str:
    """Say by how much the first number in a value differs from the last time's: ``+12%``."""
    new, old = _first(now), _first(then or "")
    if new is None or not old:
        return ""
    return f"{100 * (new / old - 1):+.0f}%"


def _first(value: str) -> float | None:
    found = _NUMBER.search(value)
    return float(found[0].replace(",", "")) if found else None


def _rows() -> list[dict[str, str]]:
    if not LAST_FIGURES.exists():
        return []
    with LAST_FIGURES.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
