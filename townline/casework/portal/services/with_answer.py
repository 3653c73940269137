"""Asking for a rating in the answer's own text, where the district wants no second one."""

import datetime as dt
from collections.abc import Sequence

from townline.casework.cases.api import Kind, automatic
from townline.casework.cases.models import Case, CaseResident
from townline.casework.portal.rules.follow_ups import FollowKind
from townline.casework.portal.services.asking import free_from, unreachable
from townline.casework.portal.services.follow_ups import follow_wanted
from townline.casework.portal.services.texts import rating_with_answer
from townline.platform.conversations import api as conversations

KEY = "rate_with_answer"
_LANGUAGES = ("ko", "en")


def rating_added(body: str, case: Case, kind: Kind, now: dt.datetime) -> str:
    """Give an answer with the words that ask for a rating at its end.

    As it was where the district asks later, where a resident is not to be asked now, and where
    one text would not hold both: it is asked later then.
    """
    if rating_rides(body) or not _rides(case, kind, now):
        return body
    longer = f"{body.rstrip()}\n\n{automatic(KEY, case.language)}"
    return body if conversations.measure(longer).kind == "too_long" else longer


def rating_rides(body: str) -> bool:
    """Say whether an answer ends with the words that ask for a rating."""
    return body.rstrip().endswith(tuple(automatic(KEY, lang) for lang in _LANGUAGES))


def _rides(case: Case, kind: Kind, now: dt.datetime) -> bool:
    if not rating_with_answer() or not follow_wanted(FollowKind.RATING, kind):
        return False
    return all(_may_be_asked(each, now) for each in _residents(case))


def _residents(case: Case) -> Sequence[int]:
    others = CaseResident.objects.filter(case=case).values_list("resident", flat=True)
    return [case.resident_id, *others]


def _may_be_asked(resident_id: int, now: dt.datetime) -> bool:
    brief = conversations.residents_brief([resident_id])[resident_id]
    return not unreachable(brief, now) and free_from(resident_id, now) <= now
