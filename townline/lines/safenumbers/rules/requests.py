"""Requests: their states, the one table of what may follow what, and their tokens."""

import secrets
from collections.abc import Collection
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
