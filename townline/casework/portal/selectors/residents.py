"""What residents said of answers, and when they were asked."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count

from townline.casework.cases.api import CHUNK, OutcomeFact, counted_cases
from townline.casework.portal.models import CaseLink, FollowUp, Rating
from townline.casework.portal.rules.follow_ups import FollowState
from townline.platform.departments.api import Viewer


@dataclass(frozen=True, slots=True)
class RatingView:
    """One resident's rating of a case's answer, 1 to 5."""

    resident_id: int
    stars: int
    via: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """A question to a resident after an answer; ``kind`` and ``state`` as in the rules."""

    kind: str
    state: str
    due_at: dt.datetime
    asked_at: dt.datetime | None
    open_until: dt.datetime | None
    ended_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Ratings:
    """The ratings of one department's answers (None: of cases without one)."""

    department: str | None
    count: int
    average: float
    few: int


def ratings_on(case_id: int) -> list[RatingView]:
    """Give the ratings of a case, oldest first."""
    rated = Rating.objects.filter(case=case_id).order_by("at", "id")
    return [RatingView(r.resident_id, r.stars, r.via, r.at) for r in rated]


def follow_ups_on(case_id: int) -> list[FollowUpView]:
    """Give what residents of a case are or were asked, oldest first; dropped ones left out."""
    rows = FollowUp.objects.filter(case=case_id).exclude(state=FollowState.DROPPED)
    return [
        FollowUpView(r.kind, r.state, r.due_at, r.asked_at, r.open_until, r.ended_at)
        for r in rows.order_by("due_at", "id")
    ]


def ratings_of(*, viewer: Viewer, since: dt.datetime, until: dt.datetime) -> list[Ratings]:
    """Give count and average (1.0 to 5.0) of ratings by department, for those one sees.

    ``since`` counts in, ``until`` does not; ``few`` are those of one or two stars. Two queries.
    """
    rated = Rating.objects.filter(at__gte=since, at__lt=until)
    if viewer.departments is not None:
        rated = rated.filter(case__department__in=sorted(viewer.departments))
    by_department = rated.values("case__department").order_by("case__department")
    low = dict(by_department.filter(stars__lte=2).values_list("case__department", Count("id")))
    return [
        Ratings(department, count, round(average, 2), low.get(department, 0))
        for department, count, average in by_department.annotate(
            count=Count("id"), average=Avg("stars")
        ).values_list("case__department", "count", "average")
    ]


def rating_facts(*, since: dt.datetime, until: dt.datetime) -> Iterator[OutcomeFact]:
    """Give the ratings of the cases that came in ``[since, until)``; one query."""
    rated = Rating.objects.filter(case__in=counted_cases(since, until))
    columns = ("case__first_text_at", "case__department_id", "case__service_id", "stars")
    for at, department, service, stars in rated.values_list(*columns).iterator(CHUNK):
        yield OutcomeFact(at, department or "", service or "", str(stars))


def ratings_changed(*, since: dt.datetime) -> Iterator[dt.datetime]:
    """Give when the cases came that were rated since; one query."""
    rated = Rating.objects.filter(at__gte=since)
    yield from rated.values_list("case__first_text_at", flat=True)


def feedback_by_case(case_ids: Iterable[int], resident_id: int) -> dict[int, dict[str, Any]]:
    """Give what is kept of a resident's ratings, questions and links by case; three queries."""
    feedback: dict[int, dict[str, Any]] = {
        case: {"ratings": [], "follow_ups": [], "links": []} for case in case_ids
    }
    mine = {"case__in": list(feedback), "resident": resident_id}
    for rating in Rating.objects.filter(**mine).order_by("at"):
        rating_data = {"stars": rating.stars, "via": rating.via, "at": rating.at.isoformat()}
        feedback[rating.case_id]["ratings"].append(rating_data)
    for row in FollowUp.objects.filter(**mine).order_by("id"):
        requested_at = row.asked_at.isoformat() if row.asked_at else None
        follow_up = {"kind": row.kind, "state": row.state, "asked_at": requested_at}
        feedback[row.case_id]["follow_ups"].append(follow_up)
    for link in CaseLink.objects.filter(**mine).order_by("id"):
        times = {"made_at": link.made_at.isoformat(), "expires_at": link.expires_at.isoformat()}
        feedback[link.case_id]["links"].append(times)
    return feedback
