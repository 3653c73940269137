"""Files of texts, one JSON object a line: ``id``, ``text``, ``at`` (ISO 8601)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from townline.platform.core.text.languages import json_read
from townline.prevention.policy.themes.computing.shapes import InputText

_SHOWN = 40  # letters of an id


def read(lines: Iterable[bytes], problems: list[str]) -> Iterator[InputText]:
    """Give the text of each line; a sentence for each that cannot be used goes to ``problems``."""
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            text = _parse_line(line)
            if text.id in seen:
                raise ValueError(f"id {text.id[:_SHOWN]!r} stood in an earlier line")  # noqa: TRY301 -- told as the others
        except ValueError as error:
            problems.append(f"line {number}: {error}; skipped")
            continue
        seen.add(text.id)
        yield text


def _parse_line(line: bytes) -> InputText:
    try:
        row = json_read(line)
    except ValueError:
        raise ValueError("no JSON object") from None
    if not isinstance(row, dict):
        raise ValueError("no JSON object")  # noqa: TRY004 -- of the file, not of our types
    return InputText(_id(row.get("id")), _text(row.get("text")), _moment(row.get("at")))


def _id(value: Any) -> str:  # noqa: ANN401 -- JSON
    if isinstance(value, bool) or not isinstance(value, str | int) or str(value) == "":
        raise ValueError("id is missing, or no word and no whole number")
    return str(value)


def _text(value: Any) -> str:  # noqa: ANN401 -- JSON
    if not isinstance(value, str) or not value.strip():
        raise ValueError("text is missing or empty")
    return value


def _moment(value: Any) -> dt.datetime:  # noqa: ANN401 -- JSON
    try:
        made = dt.datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError("at is no moment in ISO 8601") from None
    # Texts are put in order: those that name no zone are taken as of one.
    return made if made.tzinfo else made.replace(tzinfo=dt.UTC)
