"""Figures beside filters, and of the morning."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When

from townline.casework.cases.models import Notice
from townline.casework.cases.ports.lists import ListView, lies_aside, list_views
from townline.casework.cases.rules import OPEN, UNSORTED, State
from townline.casework.cases.selectors.limited import may_know
from townline.casework.cases.selectors.lists import TODO, visible
from townline.casework.cases.settings import Cases
from townline.platform.core import district
from townline.platform.core.database.prepared import prepared
from townline.platform.departments.api import Act, Viewer


def counts(act: Act) -> dict[str, int]:
    """Count open cases by filter: todo, each open state, overdue, danger; one query.

    Also the counted lists of rooms above.
    """
    found = {str(s): 0 for s in OPEN} | dict.fromkeys([*_OWN, *_counted()], 0)
    for line in prepared(("counts", act.viewer), partial(_by_kind, act.viewer), at=act.now):
        for name in _figures(line):
            found[name] += line["n"]
    found["todo"] = sum(found[str(s)] for s in TODO)
    found["open"] = sum(found[str(s)] for s in OPEN)
    return found


def _by_kind(viewer: Viewer, *, at: dt.datetime) -> QuerySet[Any, Any]:
    """Count open cases by all that a figure asks of them: each is looked at once, not for each."""
    asked = {name: v for name, v in _counted().items() if not (v.aside or v.rest_of)}
    views = {f"in_{name}": _holds(view.where(at)) for name, view in asked.items()}
    kinds = {"lies_aside": _holds(lies_aside()), "late": _holds(Q(answer_due_at__lt=at)), **views}
    cases = visible(viewer).filter(state__in=sorted(OPEN)).annotate(**kinds)
    by_kind = cases.values("state", "danger", "look_first", *kinds)
    found: QuerySet[Any, Any] = by_kind.annotate(n=Count("id")).order_by()
    return found


def _holds(which: Q) -> Case | Value:
    if not which:
        return Value(value=True, output_field=BooleanField())
    return Case(When(which, then=True), default=False, output_field=BooleanField())


def _figures(line: dict[str, Any]) -> Iterator[str]:
    """Name the figures in which cases of one kind count."""
    here = not line["lies_aside"]
    own = (
        (line["state"], here),
        ("overdue", here and line["late"]),
        ("danger", line["danger"]),
        ("languages", here and line["look_first"] and line["state"] in UNSORTED),
    )
    views = (
        (name, (here or not v.here) and _in_view(line, name, v)) for name, v in _counted().items()
    )
    return (name for name, counts in (*own, *views) if counts)


def _in_view(line: dict[str, Any], name: str, view: ListView) -> bool:
    if view.aside:
        return bool(line["lies_aside"])
    if view.rest_of:
        return line["state"] in UNSORTED and not line[f"in_{view.rest_of}"]
    return bool(line[f"in_{name}"])


_OWN = "overdue", "danger", "languages"


def _counted() -> dict[str, ListView]:
    return {name: view for name, view in list_views().items() if view.counted}


def notices_unread(*, viewer: Viewer) -> int:
    """Count one's unread reminders."""
    return sum(prepared(("notices unread", viewer), partial(_unread, viewer)))


def _unread(viewer: Viewer) -> QuerySet[Notice, int]:
    mine = Notice.objects.filter(may_know(viewer, "case__"), staff_id=viewer.staff_id)
    by_person = mine.filter(read_at=None).values("staff_id").order_by()
    return by_person.annotate(number=Count("id")).values_list("number", flat=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the mayor wants to know at seven. Shares are None when there is nothing to share."""

    came_in: int
    due_today: int
    overdue: int
    awaiting: int
    answered_yesterday: int
    kept_yesterday: float | None


def morning_figures(act: Act, *, since: dt.datetime, day_start: dt.datetime) -> Figures:
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
        awaiting=Count("id", filter=Q(state=State.AWAITING_CONFIRMATION)),
        answered_yesterday=Count("id", filter=yesterday),
        kept=Count("id", filter=yesterday & _kept()),
    )
    answered = found["answered_yesterday"]
    kept = found.pop("kept")
    return Figures(**found, kept_yesterday=kept / answered if answered else None)


def _kept() -> Q:
    promise = district.part(Cases).promise
    return Q(first_answer_at__lte=F("first_text_at") + promise)
