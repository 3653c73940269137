"""The line before the line: when more ask than can be served at once, each gets a place in it.

A place is a signed count of this process. It is let in when its turn has come; whoever has been
given a place and asks again early keeps it. Places of a process that has ended are let in at
once: they have waited.
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

from townline.lines.queues.api import TicketRequest

_SIGNED = 16  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """``token`` is to be shown again after ``again`` seconds; ``ahead`` people are let in first."""

    token: str
    ahead: int
    again: int


def in_rush(ticket_request: TicketRequest) -> TicketRequest:
    """Note on a wish of somebody unknown that there is a line at the door."""
    return replace(
        ticket_request,
        stranger=ticket_request.stranger and replace(ticket_request.stranger, rush=True),
    )


class EntryQueue:
    """``limit`` wishes may be waiting at once, and so many are let in a second from the line."""

    def __init__(self, limit: int, *, now: Callable[[], float] = monotonic) -> None:
        self.limit = limit
        self._now = now
        self._boot = secrets.token_hex(4)
        self._key = secrets.token_bytes(32)
        self._given = 0
        self._let_in = 0.0
        self._at = now()

    def ask(self, waiting: int, token: str = "") -> EntryPlace | None:
        """Let somebody in (None), or give them a place. ``waiting``: wishes without outcome."""
        self._advance(waiting)
        place = self._read(token)
        if place == 0:
            return None
        if place is None:
            if self._given <= self._let_in and waiting < self.limit:
                return None
            self._given += 1
            place = self._given
        if place <= self._let_in:
            return None
        ahead = place - int(self._let_in)
        return EntryPlace(self._token(place), ahead, min(30, 1 + ahead // max(self.limit, 1)))

    @property
    def active(self) -> bool:
        """Whether people stand in the line now."""
        return self._given > self._let_in

    def _advance(self, waiting: int) -> None:
        now = self._now()
        if waiting < self.limit:
            self._let_in += (now - self._at) * self.limit
        self._let_in = min(self._let_in, float(self._given))
        self._at = now

    def _token(self, place: int) -> str:
        return f"{self._boot}.{place}.{self._sign(place)}"

    def _sign(self, place: int) -> str:
        return hmac.digest(self._key, str(place).encode(), "sha256").hex()[:_SIGNED]

    def _read(self, token: str) -> int | None:
        """Give the place of a token: None for none or a forged one, 0 of an earlier process."""
        boot, _, rest = token.partition(".")
        place, _, signed = rest.partition(".")
        if not place.isascii() or not place.isdigit():
            return None
        if boot != self._boot:
            # It cannot be checked any more; a forged one gains no more than an empty line gives.
            return None if self._given > self._let_in else 0
        fits = hmac.compare_digest(signed, self._sign(int(place)))
        return int(place) if fits else None
