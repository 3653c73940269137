"""The leg of who is called: an INVITE that we send, by one trunk after the other."""

import asyncio
from typing import Final, Literal

from townline.adapters.sip.stack import identity
from townline.adapters.sip.stack.leg import (
    Answered,
    DialRefused,
    Dump,
    Keep,
    Left,
    LegEvent,
    LegOver,
    Rings,
)
from townline.adapters.sip.stack.legs.dialog import token
from townline.adapters.sip.stack.legs.early import EarlyDialogs, dialog_of
from townline.adapters.sip.stack.legs.exchange import Exchange
from townline.adapters.sip.stack.legs.inviting import Invitation, InviteOutcome, Inviting
from townline.adapters.sip.stack.legs.session import SessionTimer, session_of
from townline.adapters.sip.stack.legs.stack import Stack, log_fault
from townline.adapters.sip.stack.legs.talk import Talk
from townline.adapters.sip.stack.messages.values import Request, Response
from townline.adapters.sip.stack.transactions.server import ServerTransaction
from townline.adapters.sip.stack.transport.hops import Hop
from townline.adapters.sip.stack.trunks.address import Trunk

_RINGS: Final = frozenset({180, 183})


class OutboundLeg:
    """``Leg`` of a number that we dial; it and the number shown are written as a trunk wants."""

    direction: Literal["in", "out"] = "out"
    offer: bytes | None = None
    invitation: type[Invitation] = Invitation

    def __init__(self, stack: Stack, *, target: str, from_number: str, sdp: bytes) -> None:
        self.call_id, self.trunk = token(), ""
        self.events: asyncio.Queue[LegEvent] = asyncio.Queue()
        self.before_ack: Keep | None = None
        self._stack, self._target = stack, target
        self._from_number, self._sdp = from_number, sdp
        self._inviting: Inviting | None = None
        self._early: EarlyDialogs | None = None
        self._talk: Talk | None = None
        self._shown, self._cancelled, self._over = False, False, False
        self._acknowledged: set[str] = set()

    def start(self) -> None:
        """Begin to dial."""
        self._stack.spawn(self._dial_surely())

    # -- dialling

    async def _dial_surely(self) -> None:
        try:
            await self._dial()
        finally:
            # A fault of ours must not leave the caller waiting for ever.
            if self._talk is None:
                self._refused(500)

    async def _dial(self) -> None:
        outcome, status = InviteOutcome.REFUSED, 503
        for trunk, hop in self._stack.book.in_order():
            if self._cancelled:  # also before the first was tried
                break
            outcome, status = await self._try(trunk, hop)
            if outcome is not InviteOutcome.UNREACHABLE:
                self._stack.book.well(trunk)
                break
            self._stack.book.failed(trunk)
        if outcome is not InviteOutcome.ANSWERED:
            self._refused(487 if self._cancelled else status)

    async def _try(self, trunk: Trunk, hop: Hop) -> tuple[InviteOutcome, int]:
        self.trunk = trunk.name
        invitation = self.invitation(
            call_id=self.call_id,
            target=identity.format_number(self._target, trunk),
            from_number=identity.format_number(self._from_number, trunk),
            sdp=self._sdp,
            trunk=trunk,
            hop=hop,
            us=self._stack.carrier.place_towards(hop),
            seconds=self._stack.timing.session,
            least=self._stack.timing.session_least,
        )
        self._inviting = Inviting(self._stack, invitation, self._on_response)
        self._early = EarlyDialogs(self._stack, invitation)
        key = (self.call_id, invitation.tag)
        self._stack.owners[key] = self
        outcome = await self._inviting.run()
        if outcome is not InviteOutcome.ANSWERED:
            self._stack.owners.pop(key, None)
        return outcome, self._inviting.status

    def _on_response(self, invite: Request, response: Response) -> None:
        early = self._early
        if response.accepted:
            self._on_accepted(invite, response)
        elif early and early.take(invite, response) and response.status in _RINGS:
            self._notify(Rings(response.sdp))

    def _on_accepted(self, invite: Request, response: Response) -> None:
        tag = response.to.tag
        if self._talk is None:
            self._answered(invite, response)
        elif self._talk.dialog.remote_tag != tag:
            # Two phones of one number answered at once (a fork): the second is hung up.
            if tag not in self._acknowledged:
                self._acknowledged.add(tag)
                self._stack.spawn(self._hang_up(invite, response))
        elif tag in self._acknowledged:
            # Our ACK was lost on the way.
            self._stack.spawn(self._talk.acknowledge(invite))

    def _answered(self, invite: Request, response: Response) -> None:
        if self._inviting is None or self._early is None:
            return
        dialog = dialog_of(self._inviting.invitation, invite, response)
        dialog.cseq = max(dialog.cseq, self._early.number_of(dialog.remote_tag))
        trunk = self._inviting.invitation.trunk
        self._talk = Talk(self._stack, dialog, trunk, side="uac", on_event=self._on_talk_event)
        self._talk.learn(response.headers)
        self._talk.offers.ours = self._sdp
        self._talk.offers.theirs = response.sdp or self._early.sdp_of(dialog.remote_tag)
        agreed = session_of(response.headers)
        # Who answers without a word about sessions does not watch: then we do.
        our_session = SessionTimer(self._stack.timing.session, "uac")
        self._talk.keep(agreed or our_session, from_us=True)
        self._stack.spawn(self._confirm(invite))

    async def _hang_up(self, invite: Request, response: Response) -> None:
        assert self._inviting is not None  # noqa: S101 -- there is a response, so it was invited
        invitation = self._inviting.invitation
        exchange = Exchange(self._stack, dialog_of(invitation, invite, response), invitation.trunk)
        await exchange.acknowledge(invite)
        await exchange.ask("BYE", [])

    async def _confirm(self, invite: Request) -> None:
        talk = self._talk
        assert talk is not None  # noqa: S101 -- called when it is there
        confirmed = self._cancelled or await self._keep()
        await talk.acknowledge(invite)
        self._acknowledged.add(talk.dialog.remote_tag)
        if self._cancelled or not confirmed:
            await talk.bye()
        if self._cancelled or talk.over:
            self._refused(487 if self._cancelled else 480)
            return
        self._shown = True
        self._notify(Answered(talk.offers.theirs or b""))

    async def _keep(self) -> bool:
        try:
            if self.before_ack is not None:
                await self.before_ack()
        except Exception as error:  # noqa: BLE001 -- whatever it is, nobody may stay in a call that is not kept
            log_fault("keeping a call", error)
            return False
        return True

    def _refused(self, status: int) -> None:
        if not self._over:
            self._over = True
            self._notify(DialRefused(status))

    def _notify(self, event: LegEvent) -> None:
        self.events.put_nowait(event)

    def _on_talk_event(self, event: LegEvent) -> None:
        # Who leaves before the answer was shown has refused; ``_confirm`` says so.
        if self._shown or not isinstance(event, Left):
            self._notify(event)

    # -- what is asked of us

    async def ring(self, sdp: bytes | None = None) -> None:
        del sdp
        raise LegOver("who is called rings by itself")

    async def answer(self, sdp: bytes) -> None:
        del sdp
        raise LegOver("who is called answers by itself")

    async def refuse(self, status: int, words: str = "", *, warning: int = 399) -> None:
        del status, words, warning
        await self.bye()

    async def reinvite(self, sdp: bytes) -> bytes:
        if self._talk is None or not self._shown:
            raise LegOver("not answered")
        return await self._talk.reinvite(sdp)

    async def bye(self) -> None:
        if self._talk is not None and self._shown:
            await self._talk.bye()
        else:
            await self.cancel()

    async def cancel(self) -> None:
        if self._talk is not None and self._shown:
            # The answer crossed; who cancels may not have seen it yet.
            await self._talk.bye()
            return
        self._cancelled = True
        if self._inviting is not None:
            self._inviting.take_back()

    def dump(self) -> Dump:
        if self._talk is not None:
            return {"kind": "dialog", "trunk": self.trunk, "dialog": self._talk.dialog.dump()}
        invite = self._inviting.invite if self._inviting else None
        if self._inviting is None or invite is None:
            return {"kind": "nothing"}
        hop = self._inviting.invitation.hop
        return {
            "kind": "invite",
            "trunk": self.trunk,
            "hop": [hop.transport, hop.host, hop.port, hop.name],
            # Without the body: a CANCEL has none.
            "invite": bytes(Request(invite.headers, method="INVITE", uri=invite.uri)).decode(),
        }

    # -- what the far end sends (Owner)

    def knows(self, remote_tag: str) -> bool:
        if self._talk is not None:
            return self._talk.dialog.remote_tag == remote_tag
        return self._early is not None and self._early.knows(remote_tag)

    def acked(self, request: Request) -> None:
        if self._talk is not None:
            self._talk.acked(request)

    def on_request(self, transaction: ServerTransaction, request: Request) -> None:
        if self._talk is not None:
            self._talk.on_request(transaction, request)
        elif self._early is not None:
            self._early.on_request(transaction, request)
