"""What answers do to their home, and what of them a person must look at."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import CaseError
from townline.platform.core.history import audit
from townline.prevention.surveys.errors import NeedsEvidence, UnreadableAnswers
from townline.prevention.surveys.models import Attempt, Grade, Home, SecondReview, Submission
from townline.prevention.surveys.rules.states import Exclusion, HomeState, VisitOutcome
from townline.prevention.surveys.services.grading import grade_withdraw
from townline.prevention.surveys.services.homes import home_put_back
from townline.prevention.surveys.services.rule_versions import by_question
from townline.prevention.surveys.services.submissions import (
    RESULT,
    RESULTS,
    SURVEYED,
    submission_settle,
)

# What cannot count, by the refusal; any other: the home is not in a state for it.
_PROBLEMS: dict[type[CaseError], str] = {
    UnreadableAnswers: "unreadable_answers",
    NeedsEvidence: "no_evidence",
}
OTHERS_EXCLUSION = "others_exclusion"
_EDITED = "조사 결과 수정"


def result_apply(
    row: Submission,
    home: Home | None,
    *,
    actor: audit.Actor,
    now: dt.datetime,
    confirmed: bool = False,
) -> str:
    """Let a submission that counts change its locked home; give its problem, "" for none.

    Whatever the problem is, the submission is kept as it came. ``confirmed``: staff decided that
    another surveyor's exclusion counts.
    """
    if home is None:
        return "no_home"
    if problem := _not_for(row, home, confirmed=confirmed):
        return problem
    Submission.objects.filter(id=row.id).update(problem="")
    try:
        with transaction.atomic():
            _take_back(row, home, actor, now)
            submission_settle(submission_id=row.id, actor=actor, now=now)
    except CaseError as refused:
        return _PROBLEMS.get(type(refused), "wrong_state")
    row.refresh_from_db(fields=["problem", "said_grade"])
    return row.problem or ("" if _theirs(row, home) else "not_theirs")


def _result(row: Submission) -> str:
    return str(by_question(row.answers).get(RESULT) or SURVEYED)


def _not_for(row: Submission, home: Home, *, confirmed: bool) -> str:
    """Say why answers are not for this home at all: a person decides what becomes of them."""
    if home.kind != row.form.kind:
        return "other_kind"
    if _result(row) not in RESULTS:
        return "unknown_result"
    if _result(row) in {*Exclusion} and not confirmed and _excludes_others(row, home):
        return OTHERS_EXCLUSION
    return "second_answers" if _settled_by_another(row, home) else ""


def _settled_by_another(row: Submission, home: Home) -> bool:
    """Say whether another surveyor was there first, and this is neither an edit nor a review."""
    if home.state != HomeState.GRADED or _reviews(row, home):
        return False
    first = Grade.objects.filter(home=home, current=True).first()
    return first is not None and first.surveyor_id not in {None, row.surveyor_id}


def _excludes_others(row: Submission, home: Home) -> bool:
    """Say whether a home would leave the list by a surveyor that it is not assigned to."""
    own = home.surveyor_id is not None and home.surveyor_id == row.surveyor_id
    return not own and home.state != HomeState.EXCLUDED and not _reviews(row, home)


def _theirs(row: Submission, home: Home) -> bool:
    return home.surveyor_id in {None, row.surveyor_id} or _reviews(row, home)


def _reviews(row: Submission, home: Home) -> bool:
    reviews = SecondReview.objects.filter(first__home=home, surveyor=row.surveyor_id)
    return reviews.exists()


def _take_back(row: Submission, home: Home, actor: audit.Actor, now: dt.datetime) -> None:
    """Undo what the answers did that this edit replaces, where it says otherwise."""
    for before in row.replaces.all():
        result = _result(before)
        if {result, _result(row)} <= {*VisitOutcome}:
            _same_visit(before, row)
        elif home.state == HomeState.EXCLUDED and result == home.excluded_for != _result(row):
            home_put_back(home_id=home.id, reason=_EDITED, actor=actor, now=now)
        elif result == SURVEYED and _result(row) in {*VisitOutcome} and _counts(before):
            grade_withdraw(home_id=home.id, reason=_EDITED, actor=actor, now=now)


def _same_visit(before: Submission, row: Submission) -> None:
    # One visit in vain stays one, also when what was said of it was put right.
    found = Attempt.objects.filter(key=before.instance_id)
    found.update(key=row.instance_id, outcome=_result(row))


def _counts(before: Submission) -> bool:
    return Grade.objects.filter(submission=before, current=True).exists()
