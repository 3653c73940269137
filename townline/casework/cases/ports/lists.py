"""What rooms above add to lists of cases; ``config/wiring.py`` fills it.

A list knows its own columns only and asks for everything else by name. A part says what is read
of many cases in one query, so that a page keeps its number of statements.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Model, Q
from django.db.models.expressions import BaseExpression, Expression, RawSQL

from townline.platform.core import district
from townline.platform.departments.api import Viewer

type RowExtra = Callable[[Sequence[int], dt.datetime], Mapping[int, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMark:
    """What a row of a list says of it: the likeliest service ("" none), whether sure, the dong.

    ``languages``: codes of those of its texts that were not learnt.
    ``several``: its texts are about several topics.
    """

    service: str
    sure: bool
    dong: str
    failed: bool
    late: bool
    aside: bool
    languages: tuple[str, ...] = ()
    several: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """What danger a case is in, in the reader's language ("": few may know, or a person said so).

    ``until``: by when somebody should say they have seen it, and ``left`` how long that is; None
    and "" once somebody has.
    """

    kind: str
    until: dt.datetime | None
    left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A list by its name: ``where`` gives the condition on cases at a time.

    ``here``: what lies aside is left out. ``counted``: its figure stands beside the filters.
    ``aside``: it is what lies aside. ``rest_of``: it is all that nobody has sorted but what another
    one lists. Both are said again so that their figures need not be asked for by themselves.
    """

    where: Callable[[dt.datetime], Q]
    here: bool = False
    counted: bool = False
    aside: bool = False
    rest_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPart:
    """One room's part of the lists.

    ``aside``: which cases are set aside at a time, in no list of what there is to do.
    ``filters``: the condition for what somebody asks for (``dong``, ``incident``, ``words``).
    ``columns``: what is read along with each case, in the same query.
    ``beside``: what pages show beside rows, by case, given all ids of the page: one query.
    ``page``: what a page shows once, beside the whole list.
    ``holds``: what the room may hold of a case, by name: the model, and its columns that name the
    case. Most cases have no visit, meeting or referral; what is not there is not read.
    """

    aside: Callable[[dt.datetime], Q] | None = None
    views: Mapping[str, ListView] = field(default_factory=dict)
    filters: Mapping[str, Callable[[str], Q]] = field(default_factory=dict)
    columns: Mapping[str, Callable[[], BaseExpression]] = field(default_factory=dict)
    beside: Mapping[str, RowExtra] = field(default_factory=dict)
    page: Mapping[str, Callable[[Viewer], object]] = field(default_factory=dict)
    holds: Mapping[str, tuple[type[Model], *tuple[str, ...]]] = field(default_factory=dict)


_parts: list[ListPart] = []


def fill(parts: Sequence[ListPart]) -> None:
    """Say which parts there are. Raises ValueError where two give the same name."""
    for kind in ("views", "filters", "columns", "beside", "page", "holds"):
        names = [name for part in parts for name in getattr(part, kind)]
        if len(names) > len(set(names)):
            raise ValueError(f"two parts of lists give the same of {kind}: {sorted(names)}")
    _parts[:] = parts
    district.forget()  # what was compiled of other parts
    _held_sql.cache_clear()


def aside_condition(at: dt.datetime) -> Q:
    """Select the cases that are set aside by any part at a time."""
    found = Q(pk__in=[])
    for part in _parts:
        if part.aside is not None:
            found |= part.aside(at)
    return found


def list_views() -> dict[str, ListView]:
    """Give the lists of all parts by name."""
    return {name: view for part in _parts for name, view in part.views.items()}


def narrowed_to(name: str, value: str) -> Q:
    """Give the condition for what is asked for. Raises LookupError for a filter of no part."""
    for part in _parts:
        if name in part.filters:
            return part.filters[name](value)
    raise LookupError(f"config/wiring.py has not said who filters by {name}")


def columns() -> dict[str, BaseExpression]:
    """Give what is read along with each case."""
    return {name: made() for part in _parts for name, made in part.columns.items()}


def row_extras(name: str, case_ids: Iterable[int], now: dt.datetime) -> Mapping[int, Any]:
    """Give what stands beside rows under a name, by case; nothing where no part gives it."""
    ids = list(case_ids)
    found = [part.beside[name] for part in _parts if name in part.beside]
    return found[0](ids, now) if found and ids else {}


def list_extras(viewer: Viewer) -> dict[str, object]:
    """Give what a page shows once with a list, by the names its template asks for."""
    return {name: made(viewer) for part in _parts for name, made in part.page.items()}


def holds_expression() -> Expression:
    """Ask which of all rooms' ``holds`` a case has; an array of their names.

    Written once as SQL: twenty conditions cost more to build than to answer.
    """
    return RawSQL(_held_sql(), (), output_field=ArrayField(CharField()))  # noqa: S611 -- names of ours


@cache
def _held_sql() -> str:
    cases_sql = [
        f"CASE WHEN {_there(model, columns)} THEN '{name}' END"
        for part in _parts
        for name, (model, *columns) in part.holds.items()
    ]
    return f"array_remove(ARRAY[{', '.join(cases_sql)}]::varchar[], NULL)"


def _there(model: type[Model], columns: Iterable[str]) -> str:
    """Give the condition that a row of a model names the case in one of its columns."""
    table = model._meta.db_table
    names = (str(model._meta.get_field(name).get_attname_column()[1]) for name in columns)  # type: ignore[union-attr] # columns of its own
    found = (
        f'EXISTS (SELECT 1 FROM "{table}" held WHERE held."{name}" = "cases_case"."id")'  # noqa: S608 -- names of ours
        for name in names
    )
    return f"({' OR '.join(found)})"
