"""What becomes of a filled form: a grade, an exclusion with evidence, or a visit in vain."""

import datetime as dt
from collections.abc import Callable, Mapping

from django.db import transaction

from townline.platform.core.history import audit
from townline.prevention.surveys.models import Home, SecondReview, Submission
from townline.prevention.surveys.rules.states import (
    Exclusion,
    HomeState,
    VisitOutcome,
)
from townline.prevention.surveys.selectors.homes import kind_of
from townline.prevention.surveys.services.attempts import attempt_add
from townline.prevention.surveys.services.grading import Visited, homes_grade, reviews_draw
from townline.prevention.surveys.services.homes import StoredFile, home_exclude
from townline.prevention.surveys.services.reviews import review_finish
from townline.prevention.surveys.services.rule_versions import by_question

# The question that every form of the room has: how the visit ended. ``surveyed``, or one of
# Exclusion or Outcome; a form without it is a survey.
RESULT, SURVEYED = "visit_result", "surveyed"
NOTE, PLACE = "note", "place"


@transaction.atomic
def submission_settle(*, submission_id: int, actor: audit.Actor, now: dt.datetime) -> str:
    """Let whole answers count for their home; give what they became: graded, excluded, attempt.

    An answer to a second review does not count for the home. What cannot count (the home was
    taken out meanwhile, the answers are unknown) is kept, and ``problem`` names why; then "".
    Idempotent for what has counted. To be called in the transaction that stored it, or after.
    """
    submission = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("home", "surveyor", "form")
        .get(id=submission_id)
    )
    if submission.home_id is None or submission.incomplete or submission.replaced_by_id:
        return ""
    home = Home.objects.select_for_update().get(id=submission.home_id)
    review = _review(submission)
    if review is not None:
        review_finish(review=review, submission=submission, actor=actor, now=now)
        return "review"
    answers = by_question(submission.answers)
    result = str(answers.get(RESULT) or SURVEYED)
    return _SETTLED[result](submission, home, answers, actor, now)


def _review(submission: Submission) -> SecondReview | None:
    """Find the second review that waits for this surveyor at this home."""
    waiting = SecondReview.objects.select_for_update(of=("self",)).select_related("first__rules")
    return waiting.filter(
        first__home=submission.home_id, surveyor=submission.surveyor_id, done_at=None
    ).first()


type _Answers = Mapping[str, object]


def _grade(
    submission: Submission, home: Home, answers: _Answers, actor: audit.Actor, now: dt.datetime
) -> str:
    if home.state == HomeState.EXCLUDED:
        return _problem(submission, "excluded_meanwhile")
    visited = Visited(
        home=home, answers=answers, submission=submission, surveyor=submission.surveyor
    )
    made = homes_grade([visited], actor=actor, now=now)
    reviews_draw(made, actor=actor, now=now)
    phone_grade = str(answers.get(kind_of(home.kind).said_grade) or "")
    differs = bool(phone_grade) and phone_grade != made[0].grade
    submission.said_grade = phone_grade[:4]
    submission.problem = "grade_differs" if differs else ""
    submission.save(update_fields=["said_grade", "problem"])
    return "graded"


def _exclude(
    submission: Submission, home: Home, answers: _Answers, actor: audit.Actor, now: dt.datetime
) -> str:
    if home.state == HomeState.EXCLUDED:
        return (
            "excluded"
            if home.excluded_for == answers[RESULT]
            else _problem(submission, "excluded_meanwhile")
        )
    photos = [StoredFile(each.sha256, each.name) for each in submission.files.all()]
    point = _point(str(answers.get(PLACE) or ""))
    if not photos and point is None:
        return _problem(submission, "no_evidence")
    home_exclude(
        home_id=home.id,
        why=Exclusion(str(answers[RESULT])),
        reason=str(answers.get(NOTE) or "") or str(answers[RESULT]),
        actor=actor,
        now=now,
        files=photos,
        point=point,
    )
    return "excluded"


def _point(written: str) -> tuple[float, float] | None:
    """Read a position as XForms writes it: latitude, longitude, altitude, accuracy."""
    parts = written.split()[:2]
    try:
        latitude, longitude = map(float, parts)
    except ValueError:
        return None
    return latitude, longitude


def _attempt(
    submission: Submission, home: Home, answers: _Answers, actor: audit.Actor, now: dt.datetime
) -> str:
    attempt_add(
        home_id=home.id,
        key=submission.instance_id,
        outcome=VisitOutcome(str(answers[RESULT])),
        at=submission.filled_at or submission.received_at,
        actor=actor,
        now=now,
        surveyor=submission.surveyor,
        note=str(answers.get(NOTE) or ""),
        card_left=answers.get("card_left") == "yes",
        come_back_on=_day(str(answers.get("come_back_on") or "")),
        point=_point(str(answers.get(PLACE) or "")),
    )
    return "attempt"


def _day(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written[:10])
    except ValueError:
        return None


def _problem(submission: Submission, why: str) -> str:
    submission.problem = why
    submission.save(update_fields=["problem"])
    return ""


type _Settle = Callable[[Submission, Home, _Answers, audit.Actor, dt.datetime], str]
_SETTLED: dict[str, _Settle] = {
    SURVEYED: _grade,
    **{why.value: _exclude for why in Exclusion if why is not Exclusion.DUPLICATE},
    **{outcome.value: _attempt for outcome in VisitOutcome},
}
RESULTS = frozenset(_SETTLED)
