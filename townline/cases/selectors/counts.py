"""Figures beside filters, and of the morning."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q

from townline.cases.models import Notice
from townline.cases.rules import OPEN, UNSORTED, State
from townline.cases.selectors.limited import may_know
from townline.cases.selectors.lists import TODO, visible
from townline.cases.selectors.readings import set_aside, with_suggestion
from townline.core import district
from townline.departments.api import Viewer

_BESIDE = ("overdue", "danger", "sure", "unsure", "languages", "aside")


def counts(*, viewer: Viewer, now: dt.datetime) -> dict[str, int]:
    """Count open cases by filter: todo, each open state, overdue, danger; one query."""
    here = ~set_aside()
    by_state = (
        visible(viewer)
        .filter(state__in=sorted(OPEN))
        .values("state")
        .annotate(
            n_here=Count("id", filter=here),
            n_overdue=Count("id", filter=here & Q(answer_due_at__lt=now)),
            n_danger=Count("id", filter=Q(danger=True)),
            n_sure=Count("id", filter=here & with_suggestion(sure=True)),
            n_unsure=Count("id", filter=here & with_suggestion(sure=False)),
            n_languages=Count("id", filter=here & Q(look_first=True, state__in=sorted(UNSORTED))),
            n_aside=Count("id", filter=set_aside()),
        )
    )
    found = {str(s): 0 for s in OPEN} | dict.fromkeys(_BESIDE, 0)
    lines: list[dict[str, Any]] = [dict(line) for line in by_state]
    for line in lines:
        found[line["state"]] = line["n_here"]
        for name in _BESIDE:
            found[name] += line[f"n_{name}"]
    found["todo"] = sum(found[str(s)] for s in TODO)
    found["open"] = sum(found[str(s)] for s in OPEN)
    return found


def notices_unread(*, viewer: Viewer) -> int:
    """Count one's unread reminders."""
    mine = Notice.objects.filter(may_know(viewer, "case__"), staff_id=viewer.staff_id)
    return mine.filter(read_at=None).count()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the mayor wants to know at seven. Shares are None when there is nothing to share."""

    came_in: int
    due_today: int
    overdue: int
    awaiting: int
    answered_yesterday: int
    kept_yesterday: float | None


def morning_figures(
    *, viewer: Viewer, now: dt.datetime, since: dt.datetime, day_start: dt.datetime
) -> Figures:
    """Count for the morning page; ``day_start`` is today's first moment; one query."""
    day = dt.timedelta(days=1)
    open_ = Q(state__in=sorted(OPEN))
    # What was brought along from a phone came to nobody here, and nothing was promised of it.
    ours = Q(imported=False)
    yesterday = ours & Q(first_answer_at__gte=day_start - day, first_answer_at__lt=day_start)
    found = visible(viewer).aggregate(
        came_in=Count("id", filter=ours & Q(first_text_at__gte=since)),
        due_today=Count(
            "id", filter=open_ & Q(answer_due_at__gte=now, answer_due_at__lt=day_start + day)
        ),
        overdue=Count("id", filter=open_ & Q(answer_due_at__lt=now)),
        awaiting=Count("id", filter=Q(state=State.AWAITING_CONFIRMATION)),
        answered_yesterday=Count("id", filter=yesterday),
        kept=Count("id", filter=yesterday & _kept()),
    )
    answered = found["answered_yesterday"]
    kept = found.pop("kept")
    return Figures(**found, kept_yesterday=kept / answered if answered else None)


def _kept() -> Q:
    promise = district.current().duration("promise")
    return Q(first_answer_at__lte=F("first_text_at") + promise)
