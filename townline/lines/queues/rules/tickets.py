"""What may happen to a ticket, and the one table of its states."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from townline.platform.core.history.tags import Tagged
from townline.platform.core.text.typed import Lexicon


class TicketState(StrEnum):
    """``gathered``: there before opening, without a place yet. ``booked``: for a slot later on.

    ``held``: the desk has put it aside; ``missed``: called, and nobody came; ``moved``: goes on
    as another ticket, at another desk or site; ``settled``: the day ended first.
    """

    GATHERED = "gathered"
    BOOKED = "booked"
    WAITING = "waiting"
    CALLED = "called"
    HELD = "held"
    DONE = "done"
    MISSED = "missed"
    LEFT = "left"
    MOVED = "moved"
    SETTLED = "settled"


class TicketEvent(Tagged):
    """``late``: lets others go first. ``rejoin``: comes back after being missed or held.

    ``confirm_need``, ``refuse_need``: the counter has seen whether one needs it sooner.
    ``undo``, ``undo_gathered``, ``undo_booked``: left by mistake, and is again where one was.
    ``change_slot``, ``undo_slot``: a booking has another day or hour, and the one before again.
    """

    ADMIT = "admit", "ticket:turn:admit"
    CALL = "call", "ticket:turn:call"
    AGAIN = "again", "ticket:turn:recall"
    DONE = "done", "ticket:service:complete"
    MISS = "miss", "ticket:turn:miss"
    SKIP = "skip", "ticket:turn:skip"
    HOLD = "hold", "ticket:turn:hold"
    REJOIN = "rejoin", "ticket:turn:rejoin"
    LATE = "late", "ticket:turn:defer"
    LEAVE = "leave", "ticket:turn:cancel"
    UNDO = "undo", "ticket:turn:undo"
    UNDO_GATHERED = "undo_gathered", "ticket:gathering:undo"
    UNDO_BOOKED = "undo_booked", "ticket:booking:undo"
    CHANGE_SLOT = "change_slot", "ticket:slot:change"
    UNDO_SLOT = "undo_slot", "ticket:slot:undo"
    MOVE = "move", "ticket:queue:move"
    SETTLE = "settle", "ticket:turn:settle"
    CONFIRM_NEED = "confirm_need", "ticket:priority:confirm"
    REFUSE_NEED = "refuse_need", "ticket:priority:refuse"


_S, _E = TicketState, TicketEvent
TRANSITIONS: dict[tuple[TicketState, TicketEvent], TicketState] = {
    (_S.GATHERED, _E.ADMIT): _S.WAITING,
    (_S.GATHERED, _E.LEAVE): _S.LEFT,
    (_S.GATHERED, _E.SETTLE): _S.SETTLED,
    (_S.BOOKED, _E.ADMIT): _S.WAITING,
    (_S.BOOKED, _E.CHANGE_SLOT): _S.BOOKED,
    (_S.BOOKED, _E.UNDO_SLOT): _S.BOOKED,
    (_S.BOOKED, _E.LEAVE): _S.LEFT,
    (_S.BOOKED, _E.SETTLE): _S.SETTLED,
    (_S.WAITING, _E.CALL): _S.CALLED,
    (_S.WAITING, _E.LATE): _S.WAITING,
    (_S.WAITING, _E.LEAVE): _S.LEFT,
    (_S.WAITING, _E.MOVE): _S.MOVED,
    (_S.WAITING, _E.SETTLE): _S.SETTLED,
    (_S.CALLED, _E.AGAIN): _S.CALLED,
    (_S.CALLED, _E.DONE): _S.DONE,
    (_S.CALLED, _E.MISS): _S.MISSED,
    (_S.CALLED, _E.SKIP): _S.WAITING,
    (_S.CALLED, _E.HOLD): _S.HELD,
    (_S.CALLED, _E.LATE): _S.WAITING,
    (_S.CALLED, _E.LEAVE): _S.LEFT,
    (_S.CALLED, _E.MOVE): _S.MOVED,
    (_S.CALLED, _E.SETTLE): _S.SETTLED,
    (_S.HELD, _E.CALL): _S.CALLED,
    (_S.HELD, _E.REJOIN): _S.WAITING,
    (_S.HELD, _E.LEAVE): _S.LEFT,
    (_S.HELD, _E.MOVE): _S.MOVED,
    (_S.HELD, _E.SETTLE): _S.SETTLED,
    (_S.LEFT, _E.UNDO): _S.WAITING,
    (_S.LEFT, _E.UNDO_GATHERED): _S.GATHERED,
    (_S.LEFT, _E.UNDO_BOOKED): _S.BOOKED,
    (_S.MISSED, _E.REJOIN): _S.WAITING,
    (_S.MISSED, _E.SETTLE): _S.SETTLED,
    (_S.GATHERED, _E.CONFIRM_NEED): _S.GATHERED,
    (_S.GATHERED, _E.REFUSE_NEED): _S.GATHERED,
    (_S.BOOKED, _E.CONFIRM_NEED): _S.BOOKED,
    (_S.BOOKED, _E.REFUSE_NEED): _S.BOOKED,
    (_S.WAITING, _E.CONFIRM_NEED): _S.WAITING,
    (_S.WAITING, _E.REFUSE_NEED): _S.WAITING,
    (_S.CALLED, _E.CONFIRM_NEED): _S.CALLED,
    (_S.CALLED, _E.REFUSE_NEED): _S.WAITING,
    (_S.HELD, _E.CONFIRM_NEED): _S.HELD,
    (_S.HELD, _E.REFUSE_NEED): _S.HELD,
}
# A person has at most one such ticket for a service on a day.
OPEN = frozenset({_S.GATHERED, _S.BOOKED, _S.WAITING, _S.CALLED, _S.HELD})
ENDED = frozenset({_S.DONE, _S.LEFT, _S.MOVED, _S.SETTLED})


# How a ticket's number is written, and what a text to the line asks for.


def format_number(prefix: str, number: int | None) -> str:
    """Write a number as people read it, ``A31``; "" before there is one."""
    return "" if number is None else f"{prefix}{number}"


@dataclass(frozen=True, slots=True)
class TextedRequest:
    """A text that asks for a ticket.

    ``queue`` is "" where it names none; ``sure`` is False where it goes on with words that we do
    not know: "번호표 고장" is for the mayor.
    """

    queue: str
    language: str
    sure: bool = True


def parse_ticket_text(
    body: str, words: Mapping[str, Iterable[str]], asking: Mapping[str, Iterable[str]]
) -> tuple[str, str] | None:
    """Say in what language a text asks for a ticket, and what is left of it; None if it does not.

    ``words``: by language, what such a text begins or ends with; ``asking``: by language, what
    people end with when they ask for something. Case and spaces do not matter.
    A long text that only happens to begin so asks for none.
    """
    for language, openings in words.items():
        plain = _bare(_plain(body), [_plain(end) for end in asking.get(language, ())])
        for opening in sorted(map(_plain, openings), key=len, reverse=True):
            if plain.startswith(opening) or plain.endswith(opening):
                rest = plain.removeprefix(opening).removesuffix(opening)
                return (language, rest) if len(rest) <= _LONGEST else None
    return None


def _bare(plain: str, ends: Iterable[str]) -> str:
    """Take off what asks politely: "세무번호표좀주세요" is "세무번호표"."""
    known = sorted(filter(None, ends), key=len, reverse=True)
    while end := next((end for end in known if plain.endswith(end) and plain != end), ""):
        plain = plain.removesuffix(end)
    return plain


def find_queue(
    language: str, rest: str, queues: Mapping[str, Iterable[str]]
) -> TextedRequest | None:
    """Find the queue that the rest of such a text names; None for a text too long to mean one.

    ``queues``: by code, what each is called.
    """
    if code := Lexicon(queues).find(rest):
        return TextedRequest(code, language)
    return TextedRequest("", language, sure=not rest) if len(rest) <= _LIKELY else None


_LONGEST = 24  # signs; no queue's name is longer
_LIKELY = 12  # a longer word that is no queue's name is a sentence


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
