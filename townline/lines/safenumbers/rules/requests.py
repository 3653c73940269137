"""Requests: their states, the one table of what may follow what, and their tokens."""

import datetime as dt
import hashlib
import re
import secrets
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from townline.platform.core.history.tags import Tagged


class RequestState(StrEnum):
    """``WAITING``: the owner's quiet hours run, and nothing was texted yet."""

    WAITING = "waiting"
    OPEN = "open"
    ANSWERED = "answered"
    EXPIRED = "expired"


class RequestEvent(Tagged):
    SEND = "send", "request:contact:send"
    ANSWER = "answer", "request:contact:answer"
    EXPIRE = "expire", "request:contact:expire"


class RequestVia(StrEnum):
    """By which way somebody asked."""

    CALL = "call"
    QR = "qr"
    TEXT = "text"
    OFFICE = "office"


class RequestKind(StrEnum):
    MOVE = "move"
    TROUBLE = "trouble"


class Answer(StrEnum):
    """The digits that an owner answers with."""

    NOW = "1"
    TEN_MINUTES = "2"
    CANNOT = "3"


_S, _E = RequestState, RequestEvent
LIVE = frozenset({_S.WAITING, _S.OPEN})

TRANSITIONS: dict[tuple[RequestState, RequestEvent], RequestState] = {
    (_S.WAITING, _E.SEND): _S.OPEN,
    # Owners who look at their page at night may answer before they are texted.
    (_S.WAITING, _E.ANSWER): _S.ANSWERED,
    (_S.WAITING, _E.EXPIRE): _S.EXPIRED,
    (_S.OPEN, _E.ANSWER): _S.ANSWERED,
    (_S.OPEN, _E.EXPIRE): _S.EXPIRED,
    # "In ten minutes" may become "cannot".
    (_S.ANSWERED, _E.ANSWER): _S.ANSWERED,
}

# Two digits that are no answer and no "in 10 minutes" by mistake.
TOKENS = tuple(f"{number:02}" for number in range(11, 100))


def token_draw(used: Collection[str]) -> str | None:
    """Draw a token at random among those that are not taken; None when all are."""
    free = [token for token in TOKENS if token not in used]
    return secrets.choice(free) if free else None


def request_subject(request_id: UUID) -> str:
    """Name a request in the history and beside texts: ``request:<32 hex digits>``."""
    return f"request:{request_id.hex}"


# What a passer-by can tell an owner from the QR page, and how often may be guessed there.


class CarProblem(StrEnum):
    """What is wrong, as one sees it standing at the car."""

    MOVE = "move"
    LIGHTS = "lights"
    WINDOW = "window"
    ACCIDENT = "accident"


# Wrong answers to "the last four of the plate". Who stands at the car reads them off, so a few
# mistakes are enough; who guesses from afar needs thousands. The number itself can still be
# dialled or texted, so that nobody shuts a car off by typing nonsense.
GUESSING = dt.timedelta(hours=1)
GUESSES_OF_ONE = 5
GUESSES_OF_ALL = 30


def kind_of(matter: CarProblem) -> str:
    """Give the kind of request that a matter is: ``move`` or ``trouble``."""
    return "move" if matter is CarProblem.MOVE else "trouble"


def token_hash(token: str) -> str:
    """Give the SHA-256 (hex) of a token; 128 random bits cannot be tried, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


# What an owner's short reply says: which request, and which answer.
#
# Understood are ``1``, ``37 1``, ``1 37``, ``37-1``, full-width digits, "37번 1번", and the
# district's own words for each answer ("10분 안에 갑니다"). Anything else is no reply.

_SIGNS = re.compile(r"[^\w\s]|_")
_GROUPS = re.compile(r"\d+")
_TOKEN_DIGITS = 2
_LONGEST = 40  # characters of a reply; what is longer was written for a person to read


@dataclass(frozen=True, slots=True)
class Reply:
    """``token``: two digits or ""; ``answer``: the digit that was meant, 0 to 9.

    ``worded``: it was said in words, which may also belong to another talk.
    """

    token: str
    answer: int
    worded: bool = False


def plain(text: str) -> str:
    """Write a text without signs, in small letters, with single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_SIGNS.sub(" ", folded).split())


def reply_read(body: str, words: Mapping[int, list[str]], fillers: list[str]) -> Reply | None:
    """Read a reply; None for a text that is something else.

    ``words``: phrases for each answer. ``fillers``: words that may stand beside the digits.
    """
    if len(body) > _LONGEST:
        return None
    rest, found = _extract_phrase(plain(body), words)
    digits = _GROUPS.findall(rest)
    left = _GROUPS.sub(" ", rest).split()
    if any(word not in fillers for word in left):
        return None
    tokens = [group for group in digits if len(group) == _TOKEN_DIGITS]
    answers = found + [int(group) for group in digits if len(group) == 1]
    if len(tokens) + len(answers) != len(digits) + len(found):
        return None
    if len(answers) != 1 or len(tokens) > 1:
        return None
    return Reply(tokens[0] if tokens else "", answers[0], worded=bool(found))


def _extract_phrase(text: str, words: Mapping[int, list[str]]) -> tuple[str, list[int]]:
    """Take the longest phrase out of a text; give the rest, and the answer it stands for."""
    phrases = sorted(
        (
            (plain(phrase), answer)
            for answer, own_phrases in words.items()
            for phrase in own_phrases
        ),
        key=lambda each: -len(each[0]),
    )
    squeezed = text.replace(" ", "")
    for phrase, answer in phrases:
        if phrase and phrase in text:
            return text.replace(phrase, " ", 1), [answer]
        close = phrase.replace(" ", "")
        if close and squeezed == close:
            return "", [answer]
    return text, []
