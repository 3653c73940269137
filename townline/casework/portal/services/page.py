"""What a resident does on their own case page. Words travel by the same door as texts."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import FINISHED, InvalidInput, WrongState
from townline.casework.cases.models import Case
from townline.casework.portal.errors import LinkOver
from townline.casework.portal.models import FollowUp
from townline.casework.portal.rules.follow_ups import FollowKind, FollowState
from townline.casework.portal.selectors.case_page import link_case
from townline.casework.portal.selectors.not_fixed import not_fixed_word
from townline.casework.portal.services.follow_ups import follow_up_rated
from townline.casework.portal.services.rating import rating_give
from townline.platform.conversations import api as conversations

WORDS_LIMIT = 1000


def page_text(*, token: str, words: str, key: str, now: dt.datetime) -> None:
    """Add a resident's words to their case, as if they had texted them with its code.

    ``key`` names the form: sent twice, it is one text. Raises LinkOver, InvalidInput.
    """
    words = words.strip()
    if not 1 <= len(words) <= WORDS_LIMIT:
        raise InvalidInput("write 1 to 1000 characters")
    link, case = link_case(token=token, now=now)
    _come_in(link.resident_id, f"{case.code} {words}", key, now)


def page_not_fixed(*, token: str, key: str, now: dt.datetime) -> None:
    """Say "not fixed" about an answered case. Raises LinkOver, WrongState."""
    link, case = link_case(token=token, now=now)
    if case.state not in FINISHED:
        raise WrongState("the case is open already", state=str(case.state))
    _come_in(link.resident_id, f"{not_fixed_word(case.language)} {case.code}", key, now)


def _come_in(resident_id: int, body: str, key: str, now: dt.datetime) -> None:
    # The key is the form's own, and of this resident: nobody else's form can take its place.
    text_key = f"{resident_id}:{key[:60]}"
    if not conversations.page_text_store(resident_id=resident_id, body=body, key=text_key, now=now):
        raise LinkOver("there is nobody to answer any more")


@transaction.atomic
def page_rate(*, token: str, stars: int, now: dt.datetime) -> None:
    """Rate the answer, 1 to 5; the page asks why few stars were given, and no text does.

    Raises LinkOver, InvalidInput, WrongState while unanswered.
    """
    link, case = link_case(token=token, now=now)
    case = Case.objects.select_for_update().get(id=case.id)
    if case.answered_at is None:
        raise WrongState("there is no answer to rate yet", state=str(case.state))
    rating_give(case=case, resident_id=link.resident_id, stars=stars, via="page", now=now)
    follow_ups = FollowUp.objects.select_for_update().filter(
        case=case,
        resident=link.resident_id,
        kind=FollowKind.RATING,
        answered_at=case.answered_at,
    )
    for row in follow_ups.exclude(state=FollowState.DROPPED).order_by("id"):
        follow_up_rated(row, stars=stars, at=now, now=now)
