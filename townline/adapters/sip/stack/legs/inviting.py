"""One INVITE of ours to one trunk, until its end. What came of it is one of four outcomes."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from townline.adapters.sip.stack.legs.dialog import (
    ALLOW,
    SDP,
    SUPPORTED,
    Lines,
    contact,
    token,
    via,
)
from townline.adapters.sip.stack.legs.session import SessionTimer, least_of
from townline.adapters.sip.stack.legs.stack import Stack
from townline.adapters.sip.stack.messages.values import Headers, Request, Response
from townline.adapters.sip.stack.transactions.client import ClientTransaction, cancelling
from townline.adapters.sip.stack.transport.hops import Hop
from townline.adapters.sip.stack.trunks import digest
from townline.adapters.sip.stack.trunks.address import Trunk

_TRIES: Final = 3
NEXT_TRUNK: Final = frozenset({500, 502, 503, 504})


class InviteOutcome(StrEnum):
    """What came of an INVITE."""

    ANSWERED = "answered"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


@dataclass(slots=True)
class Invitation:
    """What is asked of whom. ``target`` and ``from_number`` are bare numbers."""

    call_id: str
    target: str
    from_number: str
    sdp: bytes
    trunk: Trunk
    hop: Hop
    us: Hop
    tag: str = field(default_factory=token)
    cseq: int = 0
    seconds: int = 0
    least: int = 0
    credentials: Lines = field(default_factory=list)

    @property
    def local_uri(self) -> str:
        """Who calls, as the far end sees it: the safe number at our own place."""
        return f"sip:{self.from_number}@{self.us.place}"

    @property
    def remote_uri(self) -> str:
        """Who is called."""
        kind = "" if self.hop.transport == "udp" else f";transport={self.hop.transport}"
        return f"sip:{self.target}@{self.hop.place}{kind}"

    def headers(self) -> Lines:
        """Write everything that the far end is told: no name, no product, nothing of a caller."""
        return [
            ("via", via(self.us)),
            ("max-forwards", "70"),
            ("from", f"<{self.local_uri}>;tag={self.tag}"),
            ("to", f"<{self.remote_uri}>"),
            ("call-id", self.call_id),
            ("cseq", f"{self.cseq} INVITE"),
            ("contact", contact(self.us)),
            ("allow", ALLOW),
            ("supported", SUPPORTED),
            # The number shown is meant to be seen: no network needs to hide it.
            ("privacy", "none"),
            SessionTimer(self.seconds, None).line,
            ("min-se", str(self.least)),
            *self.credentials,
            SDP,
        ]

    def request(self) -> Request:
        """Write the INVITE, with the next number."""
        self.cseq += 1
        return Request(Headers(self.headers()), self.sdp, method="INVITE", uri=self.remote_uri)


class Inviting:
    """Runs one invitation. ``on_response`` gets each provisional response, and each 2xx."""

    def __init__(
        self, stack: Stack, invitation: Invitation, on_response: Callable[[Request, Response], None]
    ) -> None:
        self._stack, self.invitation, self._response_handler = stack, invitation, on_response
        self.invite: Request | None = None
        self.status = 0
        self._responses: asyncio.Queue[Response | None] = asyncio.Queue()
        self._transaction: ClientTransaction | None = None
        self._proceeding, self._cancelled, self._tries = False, False, 0

    async def run(self) -> InviteOutcome:
        """Send, and wait for the end. ``status`` is that of a refusal."""
        self._send()
        while True:
            response = await self._next()
            if response is None:
                return self._silent()
            if response.provisional:
                self._provisional(response)
            elif response.accepted:
                return InviteOutcome.ANSWERED
            elif not self._again(response):
                self.status = response.status
                return self._refusal(response)

    def _send(self) -> None:
        self._proceeding, self.invite = False, self.invitation.request()
        self._tries += 1
        invite = self.invite
        self._transaction = self._stack.transactions.request(
            invite,
            self.invitation.hop,
            on_response=lambda response: self._on_response(invite, response),
            failed=lambda: self._responses.put_nowait(None),
        )

    def _on_response(self, invite: Request, response: Response) -> None:
        if response.accepted:
            self._response_handler(invite, response)
        self._responses.put_nowait(response)

    async def _next(self) -> Response | None:
        timing = self._stack.timing
        patience = timing.ring if self._proceeding else timing.trunk
        if self._cancelled:
            patience = timing.transaction
        try:
            async with asyncio.timeout(patience):
                return await self._responses.get()
        except TimeoutError:
            if self._proceeding and not self._cancelled:
                # Timer C: it rang long enough; the far end shall say that it is over.
                self.take_back()
                return await self._next()
            return None

    def _silent(self) -> InviteOutcome:
        if self._transaction is not None:
            self._transaction.stop()
        self.status = 487 if self._cancelled else 408
        return (
            InviteOutcome.REFUSED
            if self._proceeding or self._cancelled
            else InviteOutcome.UNREACHABLE
        )

    def _provisional(self, response: Response) -> None:
        first, self._proceeding = not self._proceeding, True
        if first and self._cancelled:
            self._cancel()
        if self.invite is not None and not self._cancelled:
            self._response_handler(self.invite, response)

    def _again(self, response: Response) -> bool:
        """Answer a challenge or a longer Min-SE, once each."""
        if self._cancelled or self._tries >= _TRIES or self.invite is None:
            return False
        if response.status == 422:  # noqa: PLR2004 -- Session Interval Too Small
            self.invitation.least = max(least_of(response.headers), self.invitation.least)
            self.invitation.seconds = max(self.invitation.seconds, self.invitation.least)
        elif response.status not in {401, 407} or not self._authorise(response):
            return False
        self._send()
        return True

    def _authorise(self, response: Response) -> bool:
        mine = self.invitation
        if mine.credentials:
            return False
        trunk, uri = mine.trunk, mine.remote_uri
        answer = digest.answer(response, "INVITE", uri, trunk.user, trunk.password)
        mine.credentials = [answer] if answer else []
        return answer is not None

    def _refusal(self, response: Response) -> InviteOutcome:
        if response.status in NEXT_TRUNK and not self._cancelled:
            return InviteOutcome.UNREACHABLE
        return InviteOutcome.REFUSED

    def take_back(self) -> None:
        """Send CANCEL as soon as it may be sent: after a provisional response (§9.1)."""
        if not self._cancelled:
            self._cancelled = True
            if self._proceeding:
                self._cancel()

    def _cancel(self) -> None:
        if self.invite is not None:
            self._stack.transactions.request(
                cancelling(self.invite),
                self.invitation.hop,
                on_response=lambda _: None,
                failed=lambda: None,
            )
