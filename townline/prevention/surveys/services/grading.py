"""Grading homes: what the rules say of answers, written with the reasons, one grade counting."""

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from townline.platform.core.history import audit
from townline.platform.core.history.machine import Move
from townline.prevention.surveys.errors import UnreadableAnswers
from townline.prevention.surveys.models import (
    Grade,
    Home,
    PlannedVisit,
    RuleVersion,
    SecondReview,
    Submission,
    Surveyor,
)
from townline.prevention.surveys.rules.grading import (
    BadAnswer,
    Graded,
    describe_item,
    grade,
    reasons,
    tenths,
)
from townline.prevention.surveys.rules.states import HomeEvent, HomeState, home_subject
from townline.prevention.surveys.selectors.homes import surveys
from townline.prevention.surveys.selectors.rules import ruleset
from townline.prevention.surveys.services.rule_versions import (
    answers_of,
    rules_adopt_version,
    rules_in_use,
)
from townline.prevention.surveys.services.transition import HOMES

_TENTH, _WORST = "tenth", "worst"
_LANGUAGES = ("ko", "en")
_SPOKEN = 5  # more reasons than these are not said in one sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """One locked home with what was answered, by question."""

    home: Home
    answers: Mapping[str, object]
    submission: Submission | None = None
    surveyor: Surveyor | None = None


def home_grade(
    *,
    home_id: int,
    answers: Mapping[str, object],
    actor: audit.Actor,
    now: dt.datetime,
    submission: Submission | None = None,
    surveyor: Surveyor | None = None,
) -> Grade:
    """Grade one home by the rules in use. Raises UnreadableAnswers, WrongState, NotFound."""
    with transaction.atomic():
        home = Home.objects.select_for_update().get(id=home_id)
        visited = Visited(home=home, answers=answers, submission=submission, surveyor=surveyor)
        return homes_grade([visited], actor=actor, now=now)[0]


@transaction.atomic
def homes_grade(
    visited: Sequence[Visited],
    *,
    actor: audit.Actor,
    now: dt.datetime,
    version: RuleVersion | None = None,
) -> list[Grade]:
    """Grade locked homes of one kind, each once, with few statements; draw second reviews.

    Raises UnreadableAnswers, WrongState.
    """
    if not visited:
        return []
    version = version or rules_in_use(visited[0].home.kind, now=now)
    found = [_grade_visit(version, each) for each in visited]
    grades = [_row(version, each, graded, now) for each, graded in zip(visited, found, strict=True)]
    homes = [each.home.id for each in visited]
    Grade.objects.filter(home__in=homes, current=True).update(current=False)
    Grade.objects.bulk_create(grades, batch_size=1_000)
    HOMES.move_all(
        [_move(each, made) for each, made in zip(visited, grades, strict=True)],
        actor=actor,
        now=now,
    )
    PlannedVisit.objects.filter(home__in=homes, done_at=None).update(done_at=now)
    return grades


def _grade_visit(version: RuleVersion, each: Visited) -> Graded:
    try:
        return grade(ruleset(version), each.answers)
    except BadAnswer as bad:
        raise UnreadableAnswers(
            str(bad), question=bad.question, answer=str(bad.answer)[:60], home=each.home.id
        ) from None


def _row(version: RuleVersion, each: Visited, found: Graded, now: dt.datetime) -> Grade:
    return Grade(
        home=each.home,
        rules=version,
        submission=each.submission,
        surveyor=each.surveyor,
        grade=found.grade,
        points=tenths(found.points),
        at=now,
        **explain_grade(found),
    )


def explain_grade(found: Graded) -> dict[str, Any]:
    """Give where a grade comes from, ready for JSON: areas, items, reasons, needs."""
    return {
        "areas": {code: tenths(points) for code, points in found.areas.items()},
        "items": [
            {
                "item": each.item.code,
                "question": each.item.question,
                "answer": each.answer,
                "points": tenths(each.points),
                "lost": round(float(each.lost), 1),
            }
            for each in found.items
        ],
        "reasons": _reasons(found),
        "needs": list(found.needs),
    }


def grade_details(found: Graded) -> dict[str, Any]:
    """Give a grade with all that it comes from, and one sentence in each language."""
    why = explain_grade(found)
    sentences = {
        language: f"{found.grade}: {', '.join(each[language] for each in why['reasons'][:_SPOKEN])}"
        if why["reasons"]
        else found.grade
        for language in _LANGUAGES
    }
    own = {"grade": found.grade, "points": tenths(found.points), "knocked_out": list(found.knocked)}
    return own | why | {"said": sentences}


def _reasons(found: Graded) -> list[dict[str, str]]:
    texts: list[dict[str, str]] = [{} for _ in reasons(found)]
    for language in _LANGUAGES:
        with translation.override(language):
            unknown = gettext("답 없음")
        for words, each in zip(texts, reasons(found), strict=True):
            words[language] = describe_item(each, language, unknown)
    return texts


def _move(each: Visited, made: Grade) -> Move[Home]:
    return Move(
        row=each.home,
        event=HomeEvent.GRADE,
        changes={"grade": made.grade, "points": made.points, "come_back_on": None},
        data={
            "grade": made.grade,
            "was": each.home.grade,
            "rules": made.rules.number,
            "submission": made.submission_id,
        },
    )


def reviews_draw(
    grades: Iterable[Grade], *, actor: audit.Actor, now: dt.datetime, lots: Sequence[float] = ()
) -> int:
    """Draw who is looked at a second time: every worst grade, and a share of the others by lot.

    ``lots`` from 0 to 1 stand for the drawing, one a grade. A home is drawn once.
    """
    made = list(grades)
    share = surveys().second_review
    numbers = list(lots) or [secrets.randbelow(1_000_000) / 1_000_000 for _ in made]
    seen = set(
        SecondReview.objects.filter(first__home__in=[g.home_id for g in made]).values_list(
            "first__home", flat=True
        )
    )
    rows = [
        SecondReview(first=each, drawn=kind, drawn_at=now)
        for each, lot in zip(made, numbers, strict=True)
        if each.home_id not in seen and (kind := _draw_reason(each, lot < share))
    ]
    SecondReview.objects.bulk_create(rows, ignore_conflicts=True)
    audit.record_many(
        audit.AuditEntry(
            subject=home_subject(row.first.home_id),
            event="home:review:draw",
            actor=actor,
            at=now,
            data={"drawn": row.drawn},
        )
        for row in rows
    )
    return len(rows)


def _draw_reason(each: Grade, by_lot: bool) -> str:
    if each.grade == ruleset(each.rules).worst:
        return _WORST
    return _TENTH if by_lot else ""


@transaction.atomic
def rules_adopt(*, version_id: int, actor: audit.Actor, now: dt.datetime) -> int:
    """Let a version count, and grade every graded home anew by it; give how many changed.

    What was answered stays. Raises WrongState, NotFound, UnreadableAnswers: then nothing changes.
    """
    version = rules_adopt_version(version_id=version_id, actor=actor, now=now)
    homes = {
        home.id: home
        for home in Home.objects.select_for_update().filter(
            kind=version.kind, state=HomeState.GRADED
        )
    }
    # Where answers were let go of by age the grade stays.
    current = Grade.objects.filter(current=True, home__in=list(homes)).exclude(items=[])
    visited = [
        Visited(
            home=homes[each.home_id],
            answers=answers_of(each),
            submission=each.submission,
            surveyor=each.surveyor,
        )
        for each in current.select_related("submission", "surveyor").order_by("home_id")
    ]
    before = {each.home.id: each.home.grade for each in visited}
    made = homes_grade(visited, actor=actor, now=now, version=version)
    return sum(each.grade != before[each.home_id] for each in made)


@transaction.atomic
def grade_withdraw(*, home_id: int, reason: str, actor: audit.Actor, now: dt.datetime) -> Home:
    """Take a grade back: the home is to be visited again. Raises WrongState."""
    home = Home.objects.select_for_update().get(id=home_id)
    HOMES.move(
        home,
        HomeEvent.WITHDRAW,
        actor=actor,
        now=now,
        reason=reason.strip(),
        changes={"grade": "", "points": None},
    )
    Grade.objects.filter(home=home, current=True).update(current=False)
    return home
