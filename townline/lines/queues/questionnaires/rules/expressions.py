"""What a condition comes to, for the answers there are: the values and comparisons of XPath 1.0.

As in XForms an answer is a string, several choices are names with spaces between them, and a date
counts in days where it is compared by size.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from townline.lines.queues.questionnaires.rules.conditions import (
    Binary,
    FunctionCall,
    Here,
    Literal,
    Node,
    Ref,
)

type Value = str | float | bool

_NUMBER = re.compile(r"\s*(-?(?:\d+(?:\.\d*)?|\.\d+))\s*", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """``answers`` by question, as XForms writes them; ``here``: what is being answered."""

    today: dt.date
    answers: Mapping[str, str] = field(default_factory=dict)
    here: str = ""


def holds(node: Node, scope: Scope) -> bool:
    """Say whether a condition holds; never raises, whatever was answered."""
    return _bool(_value(node, scope))


def _value(node: Node, scope: Scope) -> Value:
    match node:
        case Literal(value):
            return value
        case Ref(name):
            return scope.answers.get(name, "")
        case Here():
            return scope.here
        case Binary():
            return _binary(node, scope)
        case FunctionCall(name, values):
            return _CALLS[name](*(_value(each, scope) for each in values), today=scope.today)


def _binary(node: Binary, scope: Scope) -> bool:
    left = _value(node.left, scope)
    # The second part of "and" and "or" is not looked at once the first has decided.
    if node.sign in {"and", "or"} and _bool(left) is (node.sign == "or"):
        return node.sign == "or"
    right = _value(node.right, scope)
    if node.sign in {"and", "or"}:
        return _bool(right)
    return (
        _same(left, right, node.sign)
        if node.sign in {"=", "!="}
        else _by_size(left, right, node.sign)
    )


def _same(left: Value, right: Value, sign: str) -> bool:
    to: Callable[[Value], Value] = _string
    if isinstance(left, bool) or isinstance(right, bool):
        to = _bool
    elif isinstance(left, float) or isinstance(right, float):
        to = _number
    return (to(left) == to(right)) is (sign == "=")


def _by_size(left: Value, right: Value, sign: str) -> bool:
    one, other = _number(left), _number(right)
    return {"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other}[sign]


def _bool(value: Value) -> bool:
    return bool(value) and not (isinstance(value, float) and math.isnan(value))


def _number(value: Value) -> float:
    if not isinstance(value, str):
        return float(value)
    if _DATE.fullmatch(value):
        return _days(value)
    match = _NUMBER.fullmatch(value)
    return float(match[1]) if match else math.nan


def _days(value: str) -> float:
    try:
        return float((dt.date.fromisoformat(value) - _EPOCH).days)
    except ValueError:  # the thirtieth of February
        return math.nan


def _string(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return value


def _not(value: Value, *, today: dt.date) -> Value:
    return not _bool(value)


def _xpath_selected(chosen: Value, name: Value, *, today: dt.date) -> Value:
    return _string(name) in _string(chosen).split()


def _count_selected(chosen: Value, *, today: dt.date) -> Value:
    return float(len(_string(chosen).split()))


def _string_length(value: Value, *, today: dt.date) -> Value:
    return float(len(_string(value)))


def _today(*, today: dt.date) -> Value:
    return today.isoformat()


def _regex(value: Value, pattern: Value, *, today: dt.date) -> Value:
    return re.fullmatch(_string(pattern), _string(value)) is not None


_CALLS: dict[str, Callable[..., Value]] = {
    "not": _not,
    "selected": _xpath_selected,
    "count-selected": _count_selected,
    "string-length": _string_length,
    "today": _today,
    "regex": _regex,
}
