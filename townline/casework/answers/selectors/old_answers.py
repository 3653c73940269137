"""What was answered before in the like of a case: delivered words, the likest and best first."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Min, QuerySet

from townline.casework.answers.rules.answer_reuse import adapt_words, code_pattern
from townline.casework.answers.settings import Templates
from townline.casework.cases import api as cases_api
from townline.casework.cases.api import CaseState, NotFound, fold_words, places_in, subject, visible
from townline.casework.cases.models import Case
from townline.casework.cases.settings import Cases
from townline.casework.portal.models import Rating
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import ThreadText
from townline.platform.core import district
from townline.platform.core.personal_data import persons
from townline.platform.core.settings import Office
from townline.platform.departments import api as departments
from townline.platform.departments.api import Viewer

SHOWN = 5
_LOOKED_AT = 300  # the latest answered cases of a service
_WEIGHED = 25  # of these the likest, whose answers are read
_SAME_PLACE = 0.2
_UNRATED = 3


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

    Same service and language; only answers that were delivered, and none that was erased. Five
    queries. Raises NotFound.
    """
    case = visible(viewer).filter(code=code).first()
    if case is None:
        raise NotFound(f"there is no case {code}", code=code)
    likest = sorted(_weigh_cases(case, viewer), key=lambda one: one.order)[:_WEIGHED]
    texts = conversations.answers_delivered(subject(one.case.id) for one in likest)
    latest = {text.reference: text for text in reversed(texts) if text.body != persons.WORDS}
    labels = _labels(case.language)
    numbers = _office_numbers() if latest else frozenset[str]()
    return list(_old_answers(case, likest, latest, labels, numbers))[:limit]


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
    case: Case,
    likest: list[_Weighed],
    latest: Mapping[str, ThreadText],
    labels: Mapping[str, str],
    numbers: frozenset[str],
) -> Iterator[OldAnswer]:
    codes = code_pattern(district.part(Cases).case_code_prefix)
    for one in likest:
        text = latest.get(subject(one.case.id))
        if text is None:
            continue
        yield OldAnswer(
            text_id=text.id,
            code=one.case.code or "",
            title=one.case.title,
            words=adapt_words(
                text.body, codes=codes, code=case.code or "", office_numbers=numbers, labels=labels
            ),
            at=text.delivered_at or text.at,
            likeness=round(one.likeness, 2),
            same_place=one.same_place,
            stars=one.stars,
        )


def _labels(lang: str) -> dict[str, str]:
    blanks = district.part(Templates).blanks
    named = {"number": "phone", "when": "when"}
    known = {name: blanks.get(blank) for name, blank in named.items()}
    return {name: label.in_language(lang) if label else "" for name, label in known.items()}


def _office_numbers() -> frozenset[str]:
    known = [district.line_number(), district.part(Office).duty_phone]
    known += [office.phone for office in departments.departments()]
    return frozenset("".join(filter(str.isdigit, number)) for number in known if number)
