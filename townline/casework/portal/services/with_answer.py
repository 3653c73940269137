"""Asking for a rating in the answer's own text, where the district wants no second one."""

import datetime as dt
from dataclasses import dataclass

from townline.casework.cases.api import Kind, automatic
from townline.casework.cases.models import Case, CaseResident
from townline.casework.portal.rules.follow_ups import FollowKind
from townline.casework.portal.services.follow_ups import follow_wanted
from townline.casework.portal.services.questions import free_from, unreachable
from townline.casework.portal.services.texts import rating_with_answer
from townline.platform.conversations import api as conversations

KEY = "rate_with_answer"
_LANGUAGES = ("ko", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingTail:
    """The words that ask for a rating at the end of an answer of one of ``kinds``.

    ``known``: the words in each language, by which one sees that they stand there already.
    """

    words: str
    kinds: frozenset[Kind]
    known: tuple[str, ...]

    def added(self, body: str, kind: Kind) -> str:
        """Give an answer with the words at its end.

        As it was where there is no answer yet, where they stand there, and where one text would
        not hold both: the rating is asked later then. The composer counts by the same rule.
        """
        if kind not in self.kinds or not body.strip() or body.rstrip().endswith(self.known):
            return body
        longer = f"{body.rstrip()}\n\n{self.words}"
        return body if conversations.measure(longer).kind == "too_long" else longer


def rating_tail(*, case_id: int, language: str, now: dt.datetime) -> RatingTail | None:
    """Give what answers of a case get at their end.

    None where the district asks later, and where a resident is not to be asked now.
    """
    kinds = frozenset(kind for kind in Kind if follow_wanted(FollowKind.RATING, kind))
    if not rating_with_answer() or not kinds or not _can_ask(case_id, now):
        return None
    return RatingTail(words=automatic(KEY, language), kinds=kinds, known=_rating_texts())


def rating_rides(body: str) -> bool:
    """Say whether an answer ends with the words that ask for a rating."""
    return body.rstrip().endswith(_rating_texts())


def rating_removed(body: str) -> str:
    """Give an answer without the words at its end that ask for a rating."""
    words = body.rstrip()
    ending = next((one for one in _rating_texts() if words.endswith(one)), "")
    return words.removesuffix(ending).rstrip()


def _rating_texts() -> tuple[str, ...]:
    return tuple(automatic(KEY, language) for language in _LANGUAGES)


def _can_ask(case_id: int, now: dt.datetime) -> bool:
    """Say whether each resident of a case may be asked: one text goes to all of them."""
    own = Case.objects.filter(id=case_id).values_list("resident", flat=True)
    others = CaseResident.objects.filter(case=case_id).values_list("resident", flat=True)
    briefs = conversations.residents_brief([*own, *others])
    return not any(
        unreachable(brief, now) or free_from(resident, now) > now
        for resident, brief in briefs.items()
    )
