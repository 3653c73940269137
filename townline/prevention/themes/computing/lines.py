"""Files of texts, one JSON object a line: ``id``, ``text``, ``at`` (ISO 8601)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from townline.platform.core.text.foreign import json_read
from townline.prevention.themes.computing.shapes import Told

_SHOWN = 40  # letters of an id


def read(lines: Iterable[bytes], problems: list[str]) -> Iterator[Told]:
    """Give the text of each line; a sentence for each that cannot be used goes to ``problems``."""
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            told = _told(line)
            if told.id in seen:
                raise ValueError(f"id {told.id[:_SHOWN]!r} stood in an earlier line")  # noqa: TRY301 -- told as the others
        except ValueError as error:
            problems.append(f"line {number}: {error}; skipped")
            continue
        seen.add(told.id)
        yield told


def _told(line: bytes) -> Told:
    try:
        row = json_read(line)
    except ValueError:
        raise ValueError("no JSON object") from None
    if not isinstance(row, dict):
        raise ValueError("no JSON object")  # noqa: TRY004 -- of the file, not of our types
    return Told(_id(row.get("id")), _text(row.get("text")), _moment(row.get("at")))


def _id(told: Any) -> str:  # noqa: ANN401 -- JSON
    if isinstance(told, bool) or not isinstance(told, str | int) or str(told) == "":
        raise ValueError("id is missing, or no word and no whole number")
    return str(told)


def _text(told: Any) -> str:  # noqa: ANN401 -- JSON
    if not isinstance(told, str) or not told.strip():
        raise ValueError("text is missing or empty")
    return told


def _moment(told: Any) -> dt.datetime:  # noqa: ANN401 -- JSON
    try:
        made = dt.datetime.fromisoformat(told)
    except (TypeError, ValueError):
        raise ValueError("at is no moment in ISO 8601") from None
    # Texts are put in order: those that name no zone are taken as of one.
    return made if made.tzinfo else made.replace(tzinfo=dt.UTC)
