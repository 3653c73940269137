"""What a resident wants with a text: one reading, for intake, reopening and the reply's words.

It is made of the district's words alone, before anything is read by a model, so that it costs no
wait. What it is not certain of says so (``sure``), and what it does not know is a report.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from townline.casework.cases.rules import ThanksWords, is_only_thanks
from townline.platform.core.text.typed import fold_text


class Intent(StrEnum):
    """Further kinds are added here; whatever is none of them is a ``REPORT``.

    ``FOLLOW_UP``: asks how the sender's case goes. ``HOURS``: asks when the office is open.
    ``SAFE_NUMBER``: wants one for a car.
    ``ERASURE`` and ``DISCLOSURE``: a request about personal data, or for information, by law.
    """

    REPORT = "report"
    THANKS = "thanks"
    WITHDRAWAL = "withdrawal"
    FOLLOW_UP = "follow_up"
    NOISE = "noise"
    HOURS = "hours"
    SAFE_NUMBER = "safe_number"
    ADVERT = "advert"
    ERASURE = "erasure"
    DISCLOSURE = "disclosure"


# What is answered within the time that the district promises, or within the law's.
PROMISED = frozenset({Intent.REPORT, Intent.ERASURE, Intent.DISCLOSURE})
# Who claims a text that lies with a case for a person to see, and moves nothing.
BY_NOTED = "cases.noted"
DATA_REQUESTS = frozenset({Intent.ERASURE, Intent.DISCLOSURE})


@dataclass(frozen=True, slots=True)
class IntentReading:
    """``sure``: nothing else was said; else a person decides before anything follows from it."""

    intent: Intent
    sure: bool = True

    @property
    def promises(self) -> bool:
        """Say whether the sender is promised an answer: the one place that decides it."""
        return self.intent in PROMISED


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentWords:
    """The district's words by intent, folded: lower case, letters and digits only.

    ``around``: what may stand beside the words of a withdrawal, of a follow-up or of a question
    for the hours. ``personal`` with ``erase``, and ``request`` with either, make a data request.
    ``how`` makes a question of it. ``praise`` goes with thanks, a ``compliment`` without them;
    a ``favour`` that somebody is ``grateful`` for may be thanks. ``complaint`` is said by nobody
    who only thanks.
    """

    thanks: ThanksWords
    withdrawal: frozenset[str]
    follow_up: frozenset[str]
    hours: frozenset[str]
    safe_number: frozenset[str]
    around: frozenset[str]
    noise: frozenset[str]
    praise: frozenset[str]
    compliment: frozenset[str]
    favour: frozenset[str]
    grateful: frozenset[str]
    complaint: frozenset[str]
    personal: frozenset[str]
    erase: frozenset[str]
    request: frozenset[str]
    disclosure: frozenset[str]
    how: frozenset[str]
    coupon: frozenset[str]


_REPORT = IntentReading(Intent.REPORT)
_JAMO = re.compile("[\u1100-\u11ff\u3130-\u318f]")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# "안 고쳐졌어요": what is denied is no praise.
_DENIED = re.compile(r"(?<![가-힣])(?:안|못)\s*(?!녕|전|내|심|쪽|에|부)[가-힣]")
_LONGEST = 60  # letters of a withdrawal, a question or a data request
_SHORT_PRAISE, _FEW = 40, 6
_FEWEST_SAME, _FEW_KINDS = 3, 2


def read_intent(body: str, words: IntentWords, *, advert: bool, resident: bool) -> IntentReading:
    """Read what a text without photos wants.

    ``advert``: it bears marks of an advertisement. ``resident``: it asks, reports, requests or
    wants to be called, by its words.
    """
    if is_empty(body):
        # Perhaps a picture that was lost: a person has it all the same.
        return IntentReading(Intent.NOISE, sure=False)
    if is_only_thanks(body, words.thanks):
        return IntentReading(Intent.THANKS)
    letters = fold_text(_URL.sub(" ", body))
    found = _data_request(letters, words) or _whole(letters, words)
    return found or _noise(body, letters, words) or _other(body, letters, words, advert, resident)


def is_empty(body: str) -> bool:
    """Say whether a text has nothing that can be read."""
    return not any(sign.isprintable() and not sign.isspace() for sign in body)


def _other(
    body: str, letters: str, words: IntentWords, advert: bool, resident: bool
) -> IntentReading:
    coupon = bool(_URL.search(body)) and _holds(letters, words.coupon) and not resident
    if advert or coupon:
        return IntentReading(Intent.ADVERT)
    return _praise(body, letters, words) or _REPORT


def _data_request(letters: str, words: IntentWords) -> IntentReading | None:
    is_question = _holds(letters, words.how) or _holds(letters, words.follow_up)
    if len(letters) > _LONGEST or is_question:
        return None
    if _holds(letters, words.disclosure):
        return IntentReading(Intent.DISCLOSURE)
    mine = _holds(letters, words.personal) and _holds(letters, words.erase)
    return IntentReading(Intent.ERASURE) if mine and _holds(letters, words.request) else None


def _whole(letters: str, words: IntentWords) -> IntentReading | None:
    """Read a text that holds nothing but one of these and what stands around it."""
    rest = _JAMO.sub("", unicodedata.normalize("NFC", letters))
    if not rest or len(rest) > _LONGEST:
        return None
    for intent, needed in (
        (Intent.WITHDRAWAL, words.withdrawal),
        (Intent.HOURS, words.hours),
        (Intent.SAFE_NUMBER, words.safe_number),
        (Intent.FOLLOW_UP, words.follow_up),
    ):
        if _holds(rest, needed) and not _without(rest, needed, words.around):
            return IntentReading(intent)
    return None


def _noise(body: str, letters: str, words: IntentWords) -> IntentReading | None:
    if not letters:
        # A link alone may show something; signs alone are the line's, pictures may say much.
        return IntentReading(Intent.NOISE, sure=False) if _URL.search(body) else None
    kinds = set(unicodedata.normalize("NFKD", letters)) if _is_jamo(letters) else set(letters)
    if letters.isdigit() or _is_jamo(letters):
        same = len(kinds) == 1 and len(letters) >= _FEWEST_SAME
        sure = same or (_is_jamo(letters) and len(kinds) <= _FEW_KINDS)
        known = letters.isdigit() and len(letters) == _FEWEST_SAME and not same
        return None if known else IntentReading(Intent.NOISE, sure=sure)
    return IntentReading(Intent.NOISE) if not _without(letters, words.noise) else None


def _is_jamo(letters: str) -> bool:
    return all(_JAMO.match(sign) for sign in letters)


def _praise(body: str, letters: str, words: IntentWords) -> IntentReading | None:
    """Read thanks with more words: praise, without any word of a complaint."""
    rest = _without(letters, words.thanks.fillers)
    if _holds(rest, words.complaint) or "?" in body or _DENIED.search(body):
        return None
    thanked, praised = _holds(letters, words.thanks.thanks), _holds(letters, words.praise)
    if thanked and praised:
        return IntentReading(Intent.THANKS, sure=len(letters) <= _SHORT_PRAISE)
    short = len(_without(rest, words.thanks.thanks).replace(" ", "")) <= _FEW
    doubtful = _holds(letters, words.compliment) or (thanked and short)
    doubtful = doubtful or (_holds(letters, words.favour) and _holds(letters, words.grateful))
    return IntentReading(Intent.THANKS, sure=False) if doubtful else None


def _holds(letters: str, words: Iterable[str]) -> bool:
    return any(word in letters for word in words)


def _without(letters: str, *groups: frozenset[str]) -> str:
    """Take words out, the longest first; a gap keeps what stood beside them from joining."""
    for word in _longest_first(*groups):
        letters = letters.replace(word, " ")
    return letters.strip()


@lru_cache(maxsize=64)
def _longest_first(*groups: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(frozenset().union(*groups), key=len, reverse=True))
