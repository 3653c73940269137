"""Figures beside filters, and of the morning."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import (
    BooleanField,
    Case as Choice,
    CharField,
    Count,
    F,
    Q,
    QuerySet,
    Value,
    When,
)

from townline.casework.cases.models import Case, Notice
from townline.casework.cases.ports import ListView, aside_condition, list_views
from townline.casework.cases.rules import OPEN, UNSORTED, CaseState
from townline.casework.cases.selectors.limited import may_know
from townline.casework.cases.selectors.lists import TODO, in_view, visible
from townline.casework.cases.settings import Cases
from townline.platform.core import district
from townline.platform.core.database.prepared import prepare_query
from townline.platform.core.database.unchanged import while_unchanged
from townline.platform.departments.api import Act, Viewer

_COUNTED = dt.timedelta(seconds=5)


def counts(act: Act, *, views: bool = True) -> dict[str, int]:
    """Count open cases by filter: todo, each open state, overdue, danger; one query.

    Also the counted lists of rooms above (``views``), which take twice as long: two queries, of
    which the dear one is asked again only when anything was written. What became late meanwhile
    is counted ``_COUNTED`` later at most.
    """
    if not views:
        return _count(act, views=False)
    count = partial(_count, act, views=True)
    found = while_unchanged(("counts", act.viewer), count, now=act.now, within=_COUNTED)
    return dict(found)


def _count(act: Act, *, views: bool) -> dict[str, int]:
    own = {str(s): 0 for s in OPEN} | dict.fromkeys(_OWN, 0)
    found = own | dict.fromkeys(_counted_views() if views else (), 0)
    build = partial(_by_kind, act.viewer, views=views)
    for line in prepare_query(("counts", act.viewer, views), build, at=act.now):
        for name, number in _figures(line):
            if name in found:
                found[name] += number
    found["todo"] = sum(found[str(s)] for s in TODO)
    found["open"] = sum(found[str(s)] for s in OPEN)
    return found


def _by_kind(viewer: Viewer, *, views: bool, at: dt.datetime) -> QuerySet[Any, Any]:
    """Count all open cases by kind, and the few again that lie aside or that a view lists.

    What is asked of readings costs more than the count: it is asked as lists ask it, which finds
    the few by indexes, and not of each case.
    """
    open_ = visible(viewer).filter(state__in=sorted(OPEN))
    plain_views = [
        name for name, view in _counted_views().items() if not (view.aside or view.rest_of)
    ]
    listed = [_kinds(name, in_view(open_, name, at), at) for name in plain_views if views]
    aside = _kinds(_ASIDE, open_.filter(aside_condition(at)), at)
    return _kinds(_ALL, open_, at).union(aside, *listed, all=True)


def _kinds(part: str, cases: QuerySet[Case], at: dt.datetime) -> QuerySet[Any, Any]:
    late = When(answer_due_at__lt=at, then=True)
    kinds = {
        "part": Value(part, output_field=CharField()),
        "late": Choice(late, default=False, output_field=BooleanField()),
    }
    by_kind = cases.annotate(**kinds).values("state", "danger", "look_first", *kinds)
    found: QuerySet[Any, Any] = by_kind.annotate(n=Count("id")).order_by()
    return found


def _figures(line: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Give by how much cases of one kind change which figures."""
    part, number = line["part"], line["n"]
    if part == _ALL and line["danger"]:
        yield "danger", number
    if part == _ASIDE:
        yield from ((name, number) for name, view in _counted_views().items() if view.aside)
    elif part != _ALL:
        yield part, number
    # What lies aside is in no list of what there is to do, and the rest is what others leave.
    left = number if part == _ALL else -number
    if part in {_ALL, _ASIDE}:
        yield line["state"], left
        yield from ((name, left) for name in _own(line))
    if line["state"] in UNSORTED:
        yield from ((n, left) for n, v in _counted_views().items() if _leaves(part, v))


def _own(line: dict[str, Any]) -> Iterator[str]:
    if line["late"]:
        yield "overdue"
    if line["look_first"] and line["state"] in UNSORTED:
        yield "languages"


def _leaves(part: str, view: ListView) -> bool:
    """Say whether a part is what the rest that a view lists is taken from."""
    if part == _ASIDE and not view.here:
        return False
    return bool(view.rest_of) and part in {_ALL, _ASIDE, view.rest_of}


_ALL, _ASIDE = "", "lies_aside"
_OWN = "overdue", "danger", "languages"


def _counted_views() -> dict[str, ListView]:
    return {name: view for name, view in list_views().items() if view.counted}


def notices_unread(*, viewer: Viewer) -> int:
    """Count one's unread reminders."""
    return sum(prepare_query(("notices unread", viewer), partial(_unread, viewer)))


def _unread(viewer: Viewer) -> QuerySet[Notice, int]:
    # Asked of the case by itself: said of both together, it takes four times as long to plan.
    known = Case.objects.filter(may_know(viewer))
    mine = Notice.objects.filter(case__in=known, staff_id=viewer.staff_id)
    by_person = mine.filter(read_at=None).values("staff_id").order_by()
    return by_person.annotate(number=Count("id")).values_list("number", flat=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningFigures:
    """What the mayor wants to know at seven. Shares are None when there is nothing to share."""

    came_in: int
    due_today: int
    overdue: int
    awaiting: int
    answered_yesterday: int
    kept_yesterday: float | None


def morning_figures(act: Act, *, since: dt.datetime, day_start: dt.datetime) -> MorningFigures:
    """Count for the morning page; ``day_start`` is today's first moment; one query."""
    day = dt.timedelta(days=1)
    open_ = Q(state__in=sorted(OPEN))
    # What was brought along from a phone came to nobody here, and nothing was promised of it.
    ours = Q(imported=False)
    yesterday = ours & Q(first_answer_at__gte=day_start - day, first_answer_at__lt=day_start)
    found = visible(act.viewer).aggregate(
        came_in=Count("id", filter=ours & Q(first_text_at__gte=since)),
        due_today=Count(
            "id", filter=open_ & Q(answer_due_at__gte=act.now, answer_due_at__lt=day_start + day)
        ),
        overdue=Count("id", filter=open_ & Q(answer_due_at__lt=act.now)),
        awaiting=Count("id", filter=Q(state=CaseState.AWAITING_CONFIRMATION)),
        answered_yesterday=Count("id", filter=yesterday),
        kept=Count("id", filter=yesterday & _answered_on_time()),
    )
    answered = found["answered_yesterday"]
    on_time = found.pop("kept")
    return MorningFigures(**found, kept_yesterday=on_time / answered if answered else None)


def _answered_on_time() -> Q:
    promise = district.part(Cases).promise
    return Q(first_answer_at__lte=F("first_text_at") + promise)
