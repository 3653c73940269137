"""``$filter`` as a condition of the database, on the columns of a table and nothing else.

The grammar is the part of OData that dashboards write: comparisons of columns with values or with
one another, ``in``, ``and``, ``or``, ``not``, brackets, and functions of texts and moments. No path
leads from a row to another table, so that no filter can ask for what is no column.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import (
    ExtractDay,
    ExtractMonth,
    ExtractYear,
    Length,
    Lower,
    Trim,
    TruncDate,
    Upper,
)
from django.db.models.lookups import (
    Contains,
    EndsWith,
    Exact,
    GreaterThan,
    GreaterThanOrEqual,
    In,
    IsNull,
    LessThan,
    LessThanOrEqual,
    Lookup,
    StartsWith,
)
from django.utils import timezone

from townline.adapters.odata.door import ODataError
from townline.platform.core.database.feed import FeedType

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')"
    r"|(?P<moment>\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))"
    r"|(?P<day>\d{4}-\d\d-\d\d)"
    r"|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<word>[A-Za-z]\w*)"
    r"|(?P<sign>[(),]))"
)
_DEEPEST: Final = 30  # brackets in brackets
_COMPARISONS: Final[Mapping[str, type[Lookup]]] = {
    "eq": Exact,
    "gt": GreaterThan,
    "ge": GreaterThanOrEqual,
    "lt": LessThan,
    "le": LessThanOrEqual,
}
_TESTS: Final = {"contains": Contains, "startswith": StartsWith, "endswith": EndsWith}
_TEXT, _MOMENT, _INTEGER = FeedType.TEXT, FeedType.MOMENT, FeedType.INTEGER
# What a function takes, what it gives, and how the database works it out.
_FUNCTIONS: Final[Mapping[str, tuple[FeedType, FeedType, Callable[..., Combinable]]]] = {
    "tolower": (_TEXT, _TEXT, Lower),
    "toupper": (_TEXT, _TEXT, Upper),
    "trim": (_TEXT, _TEXT, Trim),
    "length": (_TEXT, _INTEGER, Length),
    "year": (_MOMENT, _INTEGER, lambda of: ExtractYear(of, tzinfo=_zone())),
    "month": (_MOMENT, _INTEGER, lambda of: ExtractMonth(of, tzinfo=_zone())),
    "day": (_MOMENT, _INTEGER, lambda of: ExtractDay(of, tzinfo=_zone())),
    "date": (_MOMENT, FeedType.DAY, lambda of: TruncDate(of, tzinfo=_zone())),
}
_WRITTEN: Final = {
    FeedType.TEXT: "a text in single quotes",
    FeedType.INTEGER: "a whole number",
    FeedType.NUMBER: "a number",
    FeedType.MOMENT: "a moment as 2026-12-01T00:00:00Z",
    FeedType.DAY: "a day as 2026-12-01",
    FeedType.FLAG: "true or false",
}
_LARGEST: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class _Operand:
    """``name``: as it was written, for errors."""

    name: str
    type: FeedType
    value: Combinable


def read_filter(written: str, columns: Mapping[str, FeedType]) -> Q:
    """Read a filter on some columns. Raises ODataError, which says what cannot be read."""
    return _Parser(_tokens(written), columns).read()


def _tokens(written: str) -> list[tuple[str, str]]:
    found, at = [], 0
    written = written.rstrip()
    while at < len(written):
        match = _TOKEN.match(written, at)
        if match is None:
            raise ODataError(400, f"$filter cannot be read from: {written[at : at + 40]}")
        kind = match.lastgroup or ""
        found.append((kind, match[kind]))
        at = match.end()
    return [*found, ("end", "the end")]


class _Parser:
    """Read tokens from the left: ``or`` binds least, then ``and``, ``not`` and comparisons."""

    def __init__(self, tokens: Sequence[tuple[str, str]], columns: Mapping[str, FeedType]) -> None:
        self._tokens, self._columns = tokens, columns
        self._at = self._depth = 0

    def read(self) -> Q:
        found = self._either()
        if self._kind != "end":
            raise self._refuse("and, or, or the end")
        return found

    def _either(self) -> Q:
        found = self._both()
        while self._take("or"):
            found |= self._both()
        return found

    def _both(self) -> Q:
        found = self._single()
        while self._take("and"):
            found &= self._single()
        return found

    def _single(self) -> Q:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ODataError(400, f"$filter has more than {_DEEPEST} brackets in brackets")
        found = self._negated() if self._take("not") else self._condition()
        self._depth -= 1
        return found

    def _negated(self) -> Q:
        return ~self._single()

    def _condition(self) -> Q:
        if self._take("("):
            found = self._either()
            self._need(")")
            return found
        if self._kind == "word" and self._word in _TESTS:
            return self._test()
        return self._comparison(self._operand())

    def _test(self) -> Q:
        lookup = _TESTS[self._next()]
        self._need("(")
        of = self._operand()
        self._need(",")
        if of.type != _TEXT:
            raise ODataError(400, f"$filter: {of.name} is no text")
        found = Q(lookup(of.value, self._literal(of)))
        self._need(")")
        return found

    def _comparison(self, left: _Operand) -> Q:
        if self._take("in"):
            return Q(In(left.value, self._list(left)))
        if self._kind == "word" and self._word in {*_COMPARISONS, "ne"}:
            return self._compare(left, self._next())
        if left.type == FeedType.FLAG:
            return Q(Exact(left.value, Value(value=True)))
        raise self._refuse("eq, ne, gt, ge, lt, le or in")

    def _compare(self, left: _Operand, how: str) -> Q:
        if self._take("null"):
            if how not in {"eq", "ne"}:
                raise ODataError(400, "$filter: null is compared by eq and ne")
            return Q(IsNull(left.value, how == "eq"))
        right = self._literal(left) if self._literal_next else self._same_type(left).value
        if how == "ne":  # what is null is unlike any value
            return Q(IsNull(left.value, rhs=True)) | ~Q(Exact(left.value, right))
        return Q(_COMPARISONS[how](left.value, right))

    def _same_type(self, left: _Operand) -> _Operand:
        right = self._operand()
        if right.type != left.type:
            raise ODataError(400, f"$filter: {left.name} and {right.name} are of different types")
        return right

    def _list(self, left: _Operand) -> list[Value]:
        self._need("(")
        found = [self._literal(left)]
        while self._take(","):
            found.append(self._literal(left))
        self._need(")")
        return found

    def _operand(self) -> _Operand:
        if self._kind != "word":
            raise self._refuse("a column")
        name = self._next()
        if self._word == "(":
            return self._call(name)
        if name not in self._columns:
            known = ", ".join(sorted(self._columns))
            raise ODataError(400, f"$filter: there is no column {name[:40]}; there are: {known}")
        return _Operand(name, self._columns[name], F(name))

    def _call(self, name: str) -> _Operand:
        if name not in _FUNCTIONS:
            known = ", ".join(sorted([*_FUNCTIONS, *_TESTS]))
            raise ODataError(501, f"$filter: {name[:40]} is not served; served: {known}")
        takes, gives, function = _FUNCTIONS[name]
        self._need("(")
        of = self._operand()
        self._need(")")
        if of.type != takes:
            raise ODataError(400, f"$filter: {name} takes {_WRITTEN[takes]}, not {of.name}")
        return _Operand(f"{name}({of.name})", gives, function(of.value))

    def _literal(self, other: _Operand) -> Value:
        """Read a value of the type of what it is compared with."""
        kind, written = self._kind, self._next()
        try:
            return _value(kind, written, other.type)
        except ValueError:
            raise ODataError(
                400, f"$filter: {other.name} is {_WRITTEN[other.type]}, not {written[:40]}"
            ) from None

    @property
    def _literal_next(self) -> bool:
        return self._kind != "word" or self._word in {"true", "false"}

    @property
    def _kind(self) -> str:
        return self._tokens[self._at][0]

    @property
    def _word(self) -> str:
        return self._tokens[self._at][1]

    def _next(self) -> str:
        word = self._word
        self._at += self._kind != "end"
        return word

    def _take(self, word: str) -> bool:
        if self._kind not in {"word", "sign"} or self._word != word:
            return False
        self._at += 1
        return True

    def _need(self, sign: str) -> None:
        if not self._take(sign):
            raise self._refuse(sign)

    def _refuse(self, wanted: str) -> ODataError:
        return ODataError(400, f"$filter: {wanted} is expected before {self._word[:40]}")


def _value(kind: str, written: str, wanted: FeedType) -> Value:
    match (wanted, kind):
        case (FeedType.TEXT, "text"):
            return Value(written[1:-1].replace("''", "'"))
        case (FeedType.INTEGER, "number") if abs(int(written)) <= _LARGEST:
            return Value(int(written))
        case (FeedType.NUMBER, "number"):
            return Value(float(written))
        case (FeedType.MOMENT, "moment"):
            return Value(dt.datetime.fromisoformat(written))
        case (FeedType.DAY, "day"):
            return Value(dt.date.fromisoformat(written))
        case (FeedType.FLAG, "word") if written in {"true", "false"}:
            return Value(written == "true")
    raise ValueError(written)


def _zone() -> dt.tzinfo:
    return timezone.get_current_timezone()
