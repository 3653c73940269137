"""What was answered before in the like of a case: delivered words, the likest and best first."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from django.db.models import Min, QuerySet

from townline.casework.answers.rules.answer_reuse import adapt_words, code_pattern
from townline.casework.answers.settings import Templates
from townline.casework.cases import api as cases_api
from townline.casework.cases.api import (
    CaseEvent,
    CaseState,
    NotFound,
    fold_words,
    places_in,
    subject,
    visible,
)
from townline.casework.cases.models import Case
from townline.casework.cases.settings import Cases
from townline.casework.portal.models import Rating
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import ThreadText
from townline.platform.core import district
from townline.platform.core.history.audit import history_of
from townline.platform.core.personal_data import persons
from townline.platform.core.settings import Office
from townline.platform.departments import api as departments
from townline.platform.departments.api import Viewer

SHOWN = 5
_LOOKED_AT = 300  # the latest answered cases of a service
_WEIGHED = 25  # of these the likest, whose answers are read
_SAME_PLACE = 0.2
_UNRATED = 3
_ENOUGH = 3  # cases from which a usual course is told
_STEPS = {  # in the order of work
    event.tag: event
    for event in (
        CaseEvent.ASSIGN,
        CaseEvent.DRAFT,
        CaseEvent.SUBMIT,
        CaseEvent.CONFIRM,
        CaseEvent.SENT,
        CaseEvent.REOPEN,
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OldAnswer:
    """An answer that somebody got. ``words``: as they may begin another one, numbers blank.

    ``likeness`` from 0 to 1 and a little more for the same place; ``stars`` 1 to 5, or None.
    """

    text_id: int
    code: str
    title: str
    words: str
    at: dt.datetime
    likeness: float
    same_place: bool
    stars: int | None
    came_back: bool


@dataclass(frozen=True, slots=True)
class UsualCourse:
    """How answered cases like a case went.

    ``steps``: what was done in at least half of them and the median time from the case's opening
    to it, in the order of work. ``came_back``: how many of the ``cases`` were opened again.
    """

    cases: int
    came_back: int
    steps: list[tuple[CaseEvent, dt.timedelta]]


@dataclass(frozen=True, slots=True)
class OldCases:
    """Answers to cases like a case, and the usual course of such cases where enough are known."""

    answers: list[OldAnswer]
    course: UsualCourse | None


@dataclass(frozen=True, slots=True)
class _Weighed:
    case: Case
    likeness: float
    same_place: bool
    stars: int | None

    @property
    def order(self) -> tuple[float, int, float]:
        """Likest first in coarse steps, then what residents found good, then the newest."""
        answered = self.case.answered_at.timestamp() if self.case.answered_at else 0.0
        return -round(self.likeness, 1), -(self.stars or _UNRATED), -answered


def old_answers(*, code: str, viewer: Viewer, limit: int = SHOWN) -> list[OldAnswer]:
    """Give up to ``limit`` answers to cases like this one, of those the viewer may see.

    Same service and language; only answers that were delivered, and none that was erased; the
    same words once. Raises NotFound.
    """
    return old_cases(code=code, viewer=viewer, limit=limit).answers


def old_cases(*, code: str, viewer: Viewer, limit: int = SHOWN) -> OldCases:
    """Give ``old_answers`` and how such cases went; six queries. Raises NotFound."""
    case = visible(viewer).filter(code=code).first()
    if case is None:
        raise NotFound(f"there is no case {code}", code=code)
    likest = sorted(_weigh_cases(case, viewer), key=lambda one: one.order)[:_WEIGHED]
    texts = conversations.answers_delivered(subject(one.case.id) for one in likest)
    latest = {text.reference: text for text in reversed(texts) if text.body != persons.WORDS}
    answered = [one for one in likest if subject(one.case.id) in latest]
    steps = _steps_of(one.case for one in answered)
    answers = _old_answers(case, answered, latest, steps) if answered else iter(())
    unlike: dict[str, OldAnswer] = {}
    for one in answers:
        unlike.setdefault(one.words, one)
    return OldCases(list(unlike.values())[:limit], _usual_course(answered, steps))


type _Steps = dict[int, dict[CaseEvent, dt.datetime]]  # by case, when each was first done


def _steps_of(cases: Iterable[Case]) -> _Steps:
    found: _Steps = {one.id: {} for one in cases}
    by_subject = {subject(id_): steps for id_, steps in found.items()}
    for line in history_of(by_subject):
        event = _STEPS.get(line.event)
        if event is not None:
            by_subject[line.subject].setdefault(event, line.at)
    return found


def _usual_course(answered: list[_Weighed], steps: _Steps) -> UsualCourse | None:
    if len(answered) < _ENOUGH:
        return None
    took: dict[CaseEvent, list[float]] = {}
    for one in answered:
        for event, at in steps[one.case.id].items():
            took.setdefault(event, []).append((at - one.case.opened_at).total_seconds())
    again = len(took.pop(CaseEvent.REOPEN, []))
    usual = [
        (event, dt.timedelta(seconds=median(took[event])))
        for event in _STEPS.values()
        if len(took.get(event, [])) * 2 >= len(answered)
    ]
    return UsualCourse(len(answered), again, usual)


def _weigh_cases(case: Case, viewer: Viewer) -> Iterator[_Weighed]:
    if case.service_id is None:
        return
    words = f"{case.title} {case.preview}"
    own, places = cases_api.pairs(words), [fold_words(place.name_ko) for place in places_in(words)]
    for other, stars in _answered_cases(case, viewer):
        theirs = f"{other.title} {other.preview}"
        pairs = cases_api.pairs(theirs)
        share = len(own & pairs) / (min(len(own), len(pairs)) or 1)
        same = any(place in fold_words(theirs) for place in places)
        yield _Weighed(other, share + same * _SAME_PLACE, same, stars)


def _answered_cases(case: Case, viewer: Viewer) -> list[tuple[Case, int | None]]:
    found: QuerySet[Case] = visible(viewer).filter(
        service=case.service_id,
        language=case.language,
        state__in=[CaseState.ANSWERED, CaseState.CLOSED],
        answered_at__isnull=False,
    )
    found = found.exclude(id=case.id).exclude(title=persons.WORDS)
    cases = list(found.order_by("-answered_at")[:_LOOKED_AT])
    stars = dict(
        Rating.objects.filter(case__in=cases).values_list("case").annotate(least=Min("stars"))
    )
    return [(one, stars.get(one.id)) for one in cases]


def _old_answers(
    case: Case, answered: list[_Weighed], latest: Mapping[str, ThreadText], steps: _Steps
) -> Iterator[OldAnswer]:
    codes = code_pattern(district.part(Cases).case_code_prefix)
    labels, numbers = _labels(case.language), _office_numbers()
    here = _names_in(f"{case.title} {case.preview}")
    for one in answered:
        text = latest[subject(one.case.id)]
        yield OldAnswer(
            text_id=text.id,
            code=one.case.code or "",
            title=one.case.title,
            words=adapt_words(
                text.body,
                codes=codes,
                code=case.code or "",
                office_numbers=numbers,
                labels=labels,
                places=_names_in(text.body) - here,
            ),
            at=text.delivered_at or text.at,
            likeness=round(one.likeness, 2),
            same_place=one.same_place,
            stars=one.stars,
            came_back=CaseEvent.REOPEN in steps[one.case.id],
        )


def _names_in(words: str) -> set[str]:
    """Give the Korean and English names of the district's places that words mention."""
    return {name for place in places_in(words) for name in (place.name_ko, place.name_en) if name}


def _labels(lang: str) -> dict[str, str]:
    blanks = district.part(Templates).blanks
    named = {"number": "phone", "when": "when", "who": "who", "where": "place"}
    known = {name: blanks.get(blank) for name, blank in named.items()}
    return {name: label.in_language(lang) if label else "" for name, label in known.items()}


def _office_numbers() -> frozenset[str]:
    known = [district.line_number(), district.part(Office).duty_phone]
    known += [office.phone for office in departments.departments()]
    return frozenset("".join(filter(str.isdigit, number)) for number in known if number)
