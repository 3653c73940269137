"""What the rest of a call sees of SIP: two legs, what can be asked of them, what they tell.

A leg is one dialog (RFC 3261). Nothing of one leg's messages is ever copied to the other: who
joins two legs hands over SDP only, after it was rebuilt.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal, Protocol

type Dump = dict[str, object]
type Keep = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Rings:
    """180 or 183 came; with ``sdp`` the other side already sends sound (early media)."""

    sdp: bytes | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """200 came to what we dialled."""

    sdp: bytes


@dataclass(frozen=True, slots=True)
class DialRefused:
    """What we dialled ended without an answer: 486 busy, 603 declined, 408 nobody, 487 ours."""

    status: int


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The caller hung up before we answered."""


@dataclass(frozen=True, slots=True)
class Left:
    """An answered leg is over, by BYE or because the other side is gone. Nothing follows."""


@dataclass(frozen=True, slots=True)
class Digit:
    """A key, sent by SIP INFO (RFC 4733 digits come with the sound): ``0-9*#A-D``."""

    digit: str


@dataclass(frozen=True, slots=True)
class Offered:
    """The other side wants another SDP (hold, re-INVITE, UPDATE).

    ``await reply(sdp)`` accepts with our answer, ``await reply(None)`` refuses (488). Where it is
    an answer to our own offer, the first sends nothing and the second ends the call.
    """

    sdp: bytes
    reply: Callable[[bytes | None], Awaitable[None]]


type LegEvent = Rings | Answered | DialRefused | Cancelled | Left | Digit | Offered


class LegOver(RuntimeError):
    """What was asked of a leg came too late: it is over, or was refused by the other side."""


class Leg(Protocol):
    """One side of a call.

    ``call_id`` is the dialog's, ours when we dialled. ``offer`` is the SDP of a caller's INVITE,
    None if it came without one: then ``answer`` offers, and ``Answered`` brings their answer.
    """

    call_id: str
    direction: Literal["in", "out"]
    trunk: str
    offer: bytes | None
    events: asyncio.Queue[LegEvent]
    before_ack: Keep | None
    """Awaited after a 200 came and before it is acknowledged: time to keep ``dump``. A process
    that dies before leaves an unacknowledged call, which the other side ends by itself."""

    async def ring(self, sdp: bytes | None = None) -> None:
        """Send 180, or 183 with early sound. Reliably (PRACK) if the caller requires it."""

    async def answer(self, sdp: bytes) -> None:
        """Send 200. Keep ``dump`` before. Raises LegOver if the caller has left."""

    async def refuse(self, status: int, words: str = "", *, warning: int = 399) -> None:
        """Send a final refusal (400-699). Does nothing if the leg is answered or over.

        ``words`` say why, in a Warning of this code (RFC 3261 §20.43).
        """

    async def reinvite(self, sdp: bytes) -> bytes:
        """Offer another SDP, give their answer. Tries again after 491. Raises LegOver."""

    async def bye(self) -> None:
        """End an answered leg. Does nothing if it is over; waits for no answer."""

    async def cancel(self) -> None:
        """Take back what we dialled; ``DialRefused`` follows. An answer that crosses is ended."""

    def dump(self) -> Dump:
        """Give as JSON what another process needs to end this leg. Holds a real number: seal it."""


class Dialler(Protocol):
    """The part of the endpoint that the flow of a call needs."""

    async def dial(self, *, target: str, from_number: str, sdp: bytes) -> Leg:
        """Call a real number by the first trunk that takes it; both E.164. Returns at once."""

    def restore(self, dump: Dump) -> Leg:
        """Make a leg of ``dump`` again, fit to be ended by ``bye``."""


type OnCall = Callable[[Leg, str, str | None], Awaitable[None]]
"""``on_call(leg, dialled, caller)``: what was dialled and who calls (digits, maybe ``+``); the
caller is None if withheld."""
