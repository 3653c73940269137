"""Reads that are compiled once: Django builds the SQL of a query anew each time it is asked.

For the conditions of a list's figures that is five times what the database needs to answer.
"""

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from townline.platform.core import district

type Value = dt.datetime | str | int
type Build[Rows] = Callable[..., Rows]

_MAX_PLANS = 1000  # plans in a process; the oldest go
_FIRST = dt.datetime(1907, 3, 4, 5, 6, 7, 89, tzinfo=dt.UTC)
_STEP = dt.timedelta(hours=31, seconds=17)  # no whole days: what is cut to a day differs
_PLACEHOLDER = "\u0001asked for {}\u0001"
_NUMBER = 2_000_000_000  # of no row, and within an integer column


@dataclass(frozen=True)
class _Plan:
    """A compiled query, and the values that its parameters are: their names, and how far off.

    What is the same each time stands written in ``sql``: the driver reads each parameter anew.
    """

    rows: QuerySet[Any]
    compiler: Any
    sql: str
    params: tuple[tuple[str, dt.timedelta | None], ...]

    def asked(self, values: dict[str, Value]) -> QuerySet[Any]:
        """Give the rows for these values, to be read: conditions that are added say nothing."""
        params = tuple(
            values[name] if off is None else cast("Any", values[name]) + off
            for name, off in self.params
        )
        compiler = copy(self.compiler)
        compiler.connection = connections[self.rows.db]  # of this thread
        compiler.as_sql = lambda *_, **__: (self.sql, params)
        found = self.rows.all()
        found.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return found


def prepare_query[Rows: QuerySet[Any]](key: Hashable, build: Build[Rows], **values: Value) -> Rows:
    """Give what ``build(**values)`` gives, compiled once for a key and the district's settings.

    ``build`` may look at nothing but what ``key`` says, the settings and ``values``. A value is a
    moment, a word or a number; where one is not found again in the query (cut to its day, part of a
    pattern) the query is built each time.
    """
    plans = district.derive(_plans)
    try:
        plan = plans[key]
    except KeyError:
        plan = plans[key] = _plan(build, values)
        if len(plans) > _MAX_PLANS:
            plans.popitem(last=False)
    return build(**values) if plan is None else cast("Rows", plan.asked(values))


def prepared_for[Rows: QuerySet[Any]](
    key: Hashable, build: Callable[[Any], Rows], wanted: Iterable[Value]
) -> Rows:
    """Give what ``build(wanted)`` gives, compiled once for a key and as many values of one kind.

    ``build`` puts it behind ``__in``. Numbers are one parameter, however many they are.
    """
    values = list(wanted)
    if values and all(isinstance(value, int) for value in values):
        numbers = ",".join(map(str, values))

        def of_numbers(*, numbers: str) -> Rows:
            return build(RawSQL("SELECT unnest(%s::bigint[])", (numbers,)))

        return prepare_query((key, int), of_numbers, numbers=f"{{{numbers}}}")
    named = {f"nth_{nth}": value for nth, value in enumerate(values)}
    return prepare_query((key, len(values)), lambda **given: build([*given.values()]), **named)


def _plans(_: district.Settings) -> OrderedDict[Hashable, _Plan | None]:
    return OrderedDict()


def _plan(build: Build[Any], values: dict[str, Value]) -> _Plan | None:
    one, two = _marks(values, 1), _marks(values, 2)
    rows, again = build(**one), build(**two)
    try:
        compiler = rows.query.get_compiler(rows.db)
        sql, params = compiler.as_sql()
        sql_again, params_again = again.query.get_compiler(again.db).as_sql()
    except EmptyResultSet:
        return None
    places = {
        place: _place(pair, one, two)
        for place, pair in enumerate(zip(params, params_again, strict=False))
        if pair[0] != pair[1]
    }
    if sql != sql_again or None in places.values():
        return None
    written = [
        "%s" if place in places else _literal(rows.db, param) for place, param in enumerate(params)
    ]
    # In the order of their places, which is that of ``places``.
    sql = sql.replace("%%", "%%%%") % tuple(written)
    return _Plan(rows, compiler, sql, tuple(cast("Any", places).values()))


def _literal(db: str, param: object) -> str:
    found: str = cast("Any", connections[db].ops).compose_sql("%s", [param])
    return found.replace("%", "%%")


def _marks(values: dict[str, Value], turn: int) -> dict[str, Value]:
    """Give values of the same kinds that stand in no query otherwise."""
    return {name: _mark(values[name], 9 * nth + turn) for nth, name in enumerate(values)}


def _mark(value: Value, number: int) -> Value:
    if isinstance(value, dt.datetime):
        return _FIRST + number * _STEP
    return _NUMBER + number if isinstance(value, int) else _PLACEHOLDER.format(number)


def _place(
    pair: tuple[Any, Any], one: dict[str, Value], two: dict[str, Value]
) -> tuple[str, dt.timedelta | None] | None:
    """Find which value a parameter is, and how far off where it is a moment."""
    for name, first in one.items():
        if isinstance(first, dt.datetime) and all(
            isinstance(moment, dt.datetime) for moment in pair
        ):
            off = pair[0] - first
            if off == pair[1] - cast("dt.datetime", two[name]):
                return name, off
        elif pair == (first, two[name]):
            return name, None
    return None
