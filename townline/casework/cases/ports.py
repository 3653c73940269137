"""What cases ask of rooms above them; ``config/wiring.py`` fills it in."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.expressions import BaseExpression, Expression, RawSQL

from townline.casework.cases.rules.thread import TextLike
from townline.platform.core import district
from townline.platform.core.ports import Port
from townline.platform.departments.api import Act, Viewer

# Intake: when a petition is due, where a case goes, what is promised while many texts come in.


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLoad:
    """``count`` texts ``about`` something (Korean, English); ``promise``: time by decision."""

    about: tuple[str, str]
    count: int
    promise: dt.timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A department, perhaps a person in it, and the number of the rule that says so."""

    department: str
    rule: int
    person: int | None = None


# What was decided for texts that come at a moment; None on any other day.
TEXT_LOAD: Port[Callable[[dt.datetime], TextLoad | None]] = Port("what an unusual load promises")
# A locked ``Case`` and the code of a service -> where the case goes; None: to the service's own.
DESTINATION: Port[Callable[[Any, str], Destination | None]] = Port("where a case goes by a rule")
# The code of a kind of petition and when it came -> when it is due by law; None: no legal period.
LEGAL_DUE: Port[Callable[[str, dt.datetime], dt.datetime | None]] = Port("legal periods")
# Whether the line handles a resident's text by itself, so that no person need.
IS_HANDLED: Port[Callable[[TextLike], bool]] = Port("texts that the line handles by itself")
# Two cases of different people -> whether a place or an event is known to be that of both.
SAME_MATTER: Port[Sequence[Callable[[int, int], bool]]] = Port("what binds two cases")


def are_bound(case_id: int, other_id: int) -> bool:
    """Say whether a place or an event is known to be that of both."""
    return any(binds(case_id, other_id) for binds in SAME_MATTER.value)


# Dangers: whether one is not over, and who was alerted and sees the case until it is.

# Rows with a ``case`` and a ``staff``, which may be None.
type RecipientRows = QuerySet[Any]

IS_IN_DANGER: Port[Callable[[int], bool]] = Port("whether the danger of a case is not over")
DANGER_RECIPIENTS: Port[Callable[[], RecipientRows]] = Port("who was alerted of which danger")


# Undoing: what leaves open what may be undone, and whether somebody has gone on writing since.

# The events of rooms above that leave open what may be undone.
NEUTRAL_EVENTS: Port[frozenset[str]] = Port("events that hinder no undoing")
# Case ids -> the version of what is written for each; where nothing is, the case is left out.
WRITTEN_VERSIONS: Port[Callable[[Sequence[int]], dict[int, int]]] = Port("versions of drafts")


def versions_of(*case_ids: int) -> dict[str, int]:
    """Give the versions by case, with keys as JSON keeps them; one query."""
    return {str(case): version for case, version in WRITTEN_VERSIONS.value(case_ids).items()}


# Vetoes: what rooms above forbid to be done with a case, each with a refusal of its own.


class Action(StrEnum):
    """What is asked before; the cases are locked."""

    CLOSE = "close"
    DISMISS = "dismiss"
    # Of the case that ends in another one.
    MERGE = "merge"
    # Of every case that texts are taken from or put into, also by a merge.
    REGROUP = "regroup"


# Takes a locked ``Case``, and raises a ``CaseError`` where the action is forbidden.
type Veto = Callable[[Any], None]

VETOES: Port[Mapping[Action, Sequence[Veto]]] = Port("who is asked before an action on a case")


def check_vetoes(action: Action, *cases: object) -> None:
    """Raise the first refusal, in the order that wiring gives."""
    for veto in VETOES.value.get(action, ()):
        for case in cases:
            veto(case)


# Photos: what keeps them beside the texts themselves (drafts, visits, pages of photos).


def _none(_case_id: int) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One thing that keeps photos, each named by its content.

    ``every`` gives all that it keeps, ``of_case`` what it keeps of a case (id) for those who see
    the case, in the order in which it came.
    """

    every: Callable[[], Iterable[str]]
    of_case: Callable[[int], Iterable[str]] = _none


PHOTO_HOLDERS: Port[Sequence[Holder]] = Port("what keeps photos beside texts")


def held_photos() -> set[str]:
    """Give every photo that something keeps."""
    return {name for holder in PHOTO_HOLDERS.value for name in holder.every()}


def held_of(case_id: int) -> Iterator[str]:
    """Give the photos of a case, holder by holder; one that is not reached is not asked."""
    for holder in PHOTO_HOLDERS.value:
        yield from holder.of_case(case_id)


# Panels: boxes of the case page. Each is asked with the case as it was read, so that a case of
# which a room holds nothing costs no query (``Detail.holds``).


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelContent:
    """One box: the ``template`` that draws it, with ``context`` as its ``panel``.

    ``found``: sentences for who writes the answer, beside those of visits; ``has_photos``: the
    page needs what draws photos.
    """

    template: str
    context: dict[str, Any]
    found: tuple[str, ...] = ()
    has_photos: bool = False


# Takes who looks and when, and a ``Detail``; None where there is nothing to show.
type Panel = Callable[[Act, Any], PanelContent | None]

PANELS: Port[Sequence[Panel]] = Port("the boxes of the case page")


def case_panels(act: Act, detail: object) -> list[PanelContent]:
    """Give the boxes of a case, in the order that wiring gives."""
    contents = (panel(act, detail) for panel in PANELS.value)
    return [shown for shown in contents if shown is not None]


# Lists: a list knows its own columns only and asks for everything else by name. A part says what
# is read of many cases in one query, so that a page keeps its number of statements.

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


def _check_parts(parts: Sequence[ListPart]) -> None:
    """Refuse two parts that give the same name."""
    for kind in ("views", "filters", "columns", "beside", "page", "holds"):
        names = [name for part in parts for name in getattr(part, kind)]
        if len(names) > len(set(names)):
            raise ValueError(f"two parts of lists give the same of {kind}: {sorted(names)}")
    district.forget()  # what was compiled of other parts
    _held_sql.cache_clear()


LIST_PARTS: Port[Sequence[ListPart]] = Port("the parts of lists of cases", check=_check_parts)


def aside_condition(at: dt.datetime) -> Q:
    """Select the cases that are set aside by any part at a time."""
    found = Q(pk__in=[])
    for part in LIST_PARTS.value:
        if part.aside is not None:
            found |= part.aside(at)
    return found


def list_views() -> dict[str, ListView]:
    """Give the lists of all parts by name."""
    return {name: view for part in LIST_PARTS.value for name, view in part.views.items()}


def narrowed_to(name: str, value: str) -> Q:
    """Give the condition for what is asked for. Raises LookupError for a filter of no part."""
    for part in LIST_PARTS.value:
        if name in part.filters:
            return part.filters[name](value)
    raise LookupError(f"config/wiring.py has not said who filters by {name}")


def columns() -> dict[str, BaseExpression]:
    """Give what is read along with each case."""
    return {name: made() for part in LIST_PARTS.value for name, made in part.columns.items()}


def row_extras(name: str, case_ids: Iterable[int], now: dt.datetime) -> Mapping[int, Any]:
    """Give what stands beside rows under a name, by case; nothing where no part gives it."""
    ids = list(case_ids)
    found = [part.beside[name] for part in LIST_PARTS.value if name in part.beside]
    return found[0](ids, now) if found and ids else {}


def list_extras(viewer: Viewer) -> dict[str, object]:
    """Give what a page shows once with a list, by the names its template asks for."""
    return {name: made(viewer) for part in LIST_PARTS.value for name, made in part.page.items()}


def holds_expression() -> Expression:
    """Ask which of all rooms' ``holds`` a case has; an array of their names.

    Written once as SQL: twenty conditions cost more to build than to answer.
    """
    return RawSQL(_held_sql(), (), output_field=ArrayField(CharField()))  # noqa: S611 -- names of ours


@cache
def _held_sql() -> str:
    cases_sql = [
        f"CASE WHEN {_there(model, columns)} THEN '{name}' END"
        for part in LIST_PARTS.value
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
