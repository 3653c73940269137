"""A second look at a grade: who does it, what they found, and which of the two stands."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import NotFound, WrongState
from townline.platform.core.history import audit
from townline.prevention.surveys.errors import OwnReview, UnreadableAnswers
from townline.prevention.surveys.models import Home, SecondReview, Submission, Surveyor
from townline.prevention.surveys.rules.grading import BadAnswer, grade, tenths
from townline.prevention.surveys.rules.states import home_subject
from townline.prevention.surveys.selectors.rules import ruleset
from townline.prevention.surveys.services.grading import Visited, homes_grade
from townline.prevention.surveys.services.rule_versions import by_question

FIRST, SECOND = "first", "second"


@transaction.atomic
def review_assign(
    *, review_id: int, surveyor: Surveyor, actor: audit.Actor, now: dt.datetime
) -> SecondReview:
    """Send somebody else to look a second time. Raises OwnReview, NotFound, WrongState."""
    review = _lock(review_id)
    if review.done_at is not None:
        raise WrongState("the review is done", state="done")
    if review.first.surveyor_id == surveyor.id:
        raise OwnReview("the first grade is theirs")
    review.surveyor = surveyor
    review.save(update_fields=["surveyor"])
    _record(review, "home:review:draw", actor, now, surveyor=surveyor.id)
    return review


def _lock(review_id: int) -> SecondReview:
    rows = SecondReview.objects.select_for_update(of=("self",)).select_related("first__rules")
    review = rows.filter(id=review_id).first()
    if review is None:
        raise NotFound(f"there is no review {review_id}")
    return review


def review_finish(
    *, review: SecondReview, submission: Submission, actor: audit.Actor, now: dt.datetime
) -> None:
    """Keep what a locked review found, by the rules of the first grade. Raises UnreadableAnswers.

    Where both agree the first stands; else a person decides.
    """
    try:
        found = grade(ruleset(review.first.rules), by_question(submission.answers))
    except BadAnswer as bad:
        raise UnreadableAnswers(
            str(bad), question=bad.question, answer=str(bad.answer)[:60]
        ) from None
    review.second = submission
    review.grade, review.points, review.done_at = found.grade, tenths(found.points), now
    review.stands = FIRST if found.grade == review.first.grade else ""
    review.save(update_fields=["second", "grade", "points", "done_at", "stands"])
    _record(review, "home:review:finish", actor, now, grade=found.grade)


@transaction.atomic
def review_decide(
    *, review_id: int, second: bool, actor: audit.Actor, now: dt.datetime
) -> SecondReview:
    """Say which grade stands where the two differ; the second becomes the home's if it does.

    Raises NotFound, WrongState.
    """
    review = _lock(review_id)
    if review.done_at is None or review.stands or review.second is None:
        raise WrongState("there is nothing to decide", state=review.stands or "open")
    review.stands = SECOND if second else FIRST
    review.decided_by_id = actor.id if actor.kind == "staff" else None
    review.save(update_fields=["stands", "decided_by"])
    if second:
        home = Home.objects.select_for_update().get(id=review.first.home_id)
        visited = Visited(
            home=home,
            answers=by_question(review.second.answers),
            submission=review.second,
            surveyor=review.surveyor,
        )
        homes_grade([visited], actor=actor, now=now)
    return review


def _record(
    review: SecondReview, event: str, actor: audit.Actor, now: dt.datetime, **data: object
) -> None:
    audit.record(
        audit.AuditEntry(
            subject=home_subject(review.first.home_id),
            event=event,
            actor=actor,
            at=now,
            data=dict(data),
        )
    )
