"""Dialogs before the answer: one for each phone that rings (RFC 3261 §13.2.2.1, RFC 3262)."""

import re
from dataclasses import dataclass, field
from typing import Final

from townline.adapters.sip.stack.legs.dialog import ALLOW, SDP, Dialog
from townline.adapters.sip.stack.legs.exchange import Exchange
from townline.adapters.sip.stack.legs.inviting import Invitation
from townline.adapters.sip.stack.legs.replies import reply
from townline.adapters.sip.stack.legs.stack import Stack
from townline.adapters.sip.stack.messages.values import Request, Response
from townline.adapters.sip.stack.transactions.server import ServerTransaction

_MOST: Final = 16  # phones that may ring for one number
_RSEQ: Final = re.compile(r"\s*(\d{1,10})\s*")


def dialog_of(invitation: Invitation, invite: Request, response: Response) -> Dialog:
    """Make the dialog that a response begins (§12.1.2)."""
    return Dialog(
        call_id=invitation.call_id,
        local_uri=invitation.local_uri,
        local_tag=invitation.tag,
        remote_uri=invitation.remote_uri,
        remote_tag=response.to.tag,
        target=response.contact or invitation.remote_uri,
        hop=invitation.hop,
        us=invitation.us,
        routes=response.headers.values("record-route")[::-1],
        cseq=invite.cseq[0],
    )


@dataclass(slots=True)
class _Early:
    dialog: Dialog
    last_rseq: int = 0
    sdp: bytes | None = None
    pracked: list[int] = field(default_factory=list)


class EarlyDialogs:
    """Those of one INVITE, by the far end's tag."""

    def __init__(self, stack: Stack, invitation: Invitation) -> None:
        self._stack, self._invitation = stack, invitation
        self._known: dict[str, _Early] = {}

    def knows(self, remote_tag: str) -> bool:
        """Say whether a tag is one of those that ring."""
        return remote_tag in self._known

    def number_of(self, remote_tag: str) -> int:
        """Give the last CSeq number that a dialog used: its PRACKs count."""
        early = self._known.get(remote_tag)
        return early.dialog.cseq if early else 0

    def sdp_of(self, remote_tag: str) -> bytes | None:
        """Give the SDP that a phone sent before it answered."""
        early = self._known.get(remote_tag)
        return early.sdp if early else None

    def take(self, invite: Request, response: Response) -> bool:
        """Take a provisional response; say whether it counts (it does not if it is a copy)."""
        tag = response.to.tag
        if not tag or (tag not in self._known and len(self._known) >= _MOST):
            return not tag
        early = self._known.get(tag)
        if early is None:
            early = self._known[tag] = _Early(dialog_of(self._invitation, invite, response))
        if "100rel" in response.headers.tokens("require") and not self._prack(
            early, invite, response
        ):
            return False
        early.sdp = response.sdp or early.sdp
        return True

    def _prack(self, early: _Early, invite: Request, response: Response) -> bool:
        match = _RSEQ.fullmatch(response.headers.get("rseq") or "")
        if match is None:
            return False
        number = int(match[1])
        if early.last_rseq and number != early.last_rseq + 1:
            return False
        early.last_rseq = number
        rack = ("rack", f"{number} {invite.cseq[0]} INVITE")
        self._stack.spawn(self._send_prack(early.dialog, rack))
        return True

    async def _send_prack(self, dialog: Dialog, rack: tuple[str, str]) -> None:
        await Exchange(self._stack, dialog, self._invitation.trunk).ask("PRACK", [rack])

    def on_request(self, transaction: ServerTransaction, request: Request) -> None:
        """Answer what a phone asks while it rings: UPDATE changes nothing for us then."""
        ours = self._invitation
        if request.method == "UPDATE":
            early = self._known.get(request.from_.tag)
            if early is not None and request.sdp:
                early.sdp = request.sdp
            lines = [("contact", early.dialog.contact)] if early else []
            body = ours.sdp if request.sdp else b""
            lines += [SDP] if body else []
            transaction.respond(reply(request, 200, lines=lines, body=body))
        elif request.method in {"OPTIONS", "INFO"}:
            transaction.respond(reply(request, 200, lines=[("allow", ALLOW)]))
        else:
            transaction.respond(reply(request, 405, lines=[("allow", ALLOW)]))
