"""Reading one answer as people write it, or as JSON says it, into what is kept."""

import datetime as dt
import re
from collections.abc import Callable
from enum import StrEnum

from townline.lines.queues.questionnaires.rules.questions import Answer, QuestionItem, QuestionKind

LONGEST = 500
_MOST = 10**9
_INTEGER = re.compile(r"[+-]?\d{1,9}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d{1,9}(?:\.\d{0,6})?|\.\d{1,6})", re.ASCII)
_DATE = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\D{0,2}", re.ASCII)


class Trouble(StrEnum):
    """What is wrong with an answer; each has its words on the page."""

    MISSING = "missing"
    TEXT = "text"
    LONG = "long"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    CHOICE = "choice"
    CONSTRAINT = "constraint"
    UNKNOWN = "unknown"


class AnswerRefused(ValueError):
    """An answer cannot be kept; ``trouble`` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def read(item: QuestionItem, given: object) -> Answer:
    """Read an answer; None for an empty one. Raises AnswerRefused.

    ``given``: text as written, or a number, or a list of names, or None.
    """
    if isinstance(given, str):
        given = given.strip()
    if given is None or given in ("", []):
        return None
    return _READERS[item.kind](item, given)


def _text(_item: QuestionItem, given: object) -> Answer:
    if not isinstance(given, str):
        raise AnswerRefused(Trouble.TEXT)
    # What cannot be shown is not kept: no page or file could hold half a surrogate.
    cleaned = "".join(sign for sign in given if sign.isprintable() or sign == "\n").strip()
    if len(cleaned) > LONGEST:
        raise AnswerRefused(Trouble.LONG)
    return cleaned or None


def _number(given: object, pattern: re.Pattern[str], trouble: Trouble) -> float:
    """Read a number, without the commas and spaces that people put in."""
    if isinstance(given, str):
        text = re.sub(r"[ ,]", "", given)
        if not pattern.fullmatch(text):
            raise AnswerRefused(trouble)
        return float(text)
    # Not "above": what is no number at all is not below either.
    if isinstance(given, bool) or not isinstance(given, int | float) or not abs(given) < _MOST:
        raise AnswerRefused(trouble)
    return float(given)


def _integer(_item: QuestionItem, given: object) -> Answer:
    value = _number(given, _INTEGER, Trouble.INTEGER)
    if not value.is_integer():
        raise AnswerRefused(Trouble.INTEGER)
    return int(value)


def _decimal(_item: QuestionItem, given: object) -> Answer:
    return _number(given, _DECIMAL, Trouble.DECIMAL)


def _date(_item: QuestionItem, given: object) -> Answer:
    match = _DATE.fullmatch(given) if isinstance(given, str) else None
    if match is None:
        raise AnswerRefused(Trouble.DATE)
    try:
        return dt.date(*(int(part) for part in match.groups())).isoformat()
    except ValueError:
        raise AnswerRefused(Trouble.DATE) from None


def _one(item: QuestionItem, given: object) -> Answer:
    if isinstance(given, list) and len(given) == 1:
        given = given[0]
    if not isinstance(given, str) or given not in {each.name for each in item.choices}:
        raise AnswerRefused(Trouble.CHOICE)
    return given


def _several(item: QuestionItem, given: object) -> Answer:
    chosen = [given] if isinstance(given, str) else given
    names = [each.name for each in item.choices]
    if not isinstance(chosen, list) or not all(
        isinstance(each, str) and each in names for each in chosen
    ):
        raise AnswerRefused(Trouble.CHOICE)
    return [name for name in names if name in chosen]


def _note(_item: QuestionItem, _given: object) -> Answer:
    raise AnswerRefused(Trouble.UNKNOWN)


_READERS: dict[QuestionKind, Callable[[QuestionItem, object], Answer]] = {
    QuestionKind.TEXT: _text,
    QuestionKind.INTEGER: _integer,
    QuestionKind.DECIMAL: _decimal,
    QuestionKind.DATE: _date,
    QuestionKind.ONE: _one,
    QuestionKind.MULTIPLE: _several,
    QuestionKind.NOTE: _note,
}
