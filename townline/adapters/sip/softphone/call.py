"""One call of the small telephone, from its own side."""

import asyncio
import secrets
from typing import TYPE_CHECKING, Final

from townline.adapters.sip.softphone.message import Message, reply, tag_of, uri_of, user_of

if TYPE_CHECKING:
    from townline.adapters.sip.softphone.line import SoftphoneLine

_SDP: Final = ("Content-Type", "application/sdp")


class PhoneCall:
    """``news`` brings ``(what, status, sdp)``: rings, answered, refused, offered, left, cancelled.

    ``over`` is set at the end.
    """

    def __init__(
        self, line: "SoftphoneLine", place: tuple[str, int], *, call_id: str, ours: bool
    ) -> None:
        self._line, self._place, self.call_id, self.ours = line, place, call_id, ours
        self.local, self.remote, self.target = "", "", ""
        self.news: asyncio.Queue[tuple[str, int, bytes]] = asyncio.Queue()
        self.over = asyncio.Event()
        self._number = 0
        # What answers an offer that came only with the 200: our INVITE brought none.
        self.late_answer = b""
        self._invite: Message | None = None
        self._tag = secrets.token_hex(4)
        self._tasks: set[asyncio.Task[bool]] = set()
        self._acked = asyncio.Event()

    @property
    def number(self) -> str:
        """Who calls, or is called: what a telephone shows."""
        return user_of(self.remote)

    @property
    def offer(self) -> bytes:
        """What the other side described last in an INVITE."""
        return self._invite.body if self._invite else b""

    def invite(self, sdp: bytes, headers: list[tuple[str, str]]) -> None:
        """Call, or offer another description."""
        self._invite = self._request("INVITE", sdp, headers)
        self._send(self._invite)

    def info(self, key: str) -> None:
        """Press a key by SIP INFO."""
        message = self._request("INFO", f"Signal={key}\r\nDuration=160\r\n".encode(), [])
        message.headers.append(("Content-Type", "application/dtmf-relay"))
        self._send(message)

    def bye(self) -> None:
        """Hang up."""
        self._send(self._request("BYE", b"", []))
        self._end()

    def cancel(self) -> None:
        """Give up before the answer."""
        if self._invite is not None:
            cancel = self._request("CANCEL", b"", [], like=self._invite)
            self._send(cancel)

    def ring(self) -> None:
        """Ring."""
        self._respond(180, "Ringing")

    def pick_up(self, sdp: bytes) -> None:
        """Answer; or accept what was offered."""
        self._acked.clear()
        self._respond(200, "OK", sdp)
        task = asyncio.create_task(self._until_acked(sdp))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def refuse(self, status: int, words: str = "no") -> None:
        """Do not answer."""
        self._respond(status, words)

    def on_invite(self, invite: Message) -> None:
        """An INVITE began this call."""
        self._invite = invite
        self.local = f"{invite.get('To')};tag={self._tag}"
        self.remote = invite.get("From")
        self.target = uri_of(invite.get("Contact"))

    def request(self, message: Message, addr: tuple[str, int]) -> None:
        """Something is asked within this call."""
        method = message.method
        if method == "ACK":
            self._acked.set()
        elif method == "INVITE":
            self._invite = message
            self.news.put_nowait(("offered", 0, message.body))
        elif method == "CANCEL":
            self._answer(message, 200, addr)
            self._respond(487, "cancelled")
            self.news.put_nowait(("cancelled", 0, b""))
            self._end()
        elif method == "BYE":
            self._answer(message, 200, addr)
            self.news.put_nowait(("left", 0, b""))
            self._end()
        else:
            self._answer(message, 200, addr)

    def response(self, message: Message) -> None:
        """Something we asked is answered."""
        if message.method != "INVITE" or self._invite is None:
            return
        if message.get("CSeq") != self._invite.get("CSeq"):
            return
        if message.status < 200:  # noqa: PLR2004 -- provisional
            if message.status > 100:  # noqa: PLR2004 -- more than "trying"
                self.news.put_nowait(("rings", message.status, message.body))
            return
        self._acknowledge(message)
        if message.status < 300:  # noqa: PLR2004 -- success
            self.news.put_nowait(("answered", message.status, message.body))
        else:
            self.news.put_nowait(("refused", message.status, message.body))
            self._end()

    def _acknowledge(self, message: Message) -> None:
        self.remote = message.get("To")
        fine = message.status < 300  # noqa: PLR2004 -- success
        if fine:
            self.target = uri_of(message.get("Contact")) or self.target
        self._line.send(
            self._request(
                "ACK", self.late_answer if fine else b"", [], like=None if fine else self._invite
            ),
            self._place,
        )

    def _request(
        self, method: str, body: bytes, headers: list[tuple[str, str]],
        like: Message | None = None,
    ) -> Message:  # fmt: skip
        if method not in {"ACK", "CANCEL"}:
            self._number += 1
        host, port = self._line.address
        via = f"SIP/2.0/UDP {host}:{port};branch=z9hG4bK{secrets.token_hex(8)}"
        names = {name.lower() for name, _ in headers}
        own = [
            ("Via", like.get("Via") if like else via),
            ("Max-Forwards", "70"),
            ("From", self.local),
            ("To", self.remote),
            ("Call-ID", self.call_id),
            ("CSeq", f"{self._number} {method}"),
            ("Contact", f"<sip:phone@{host}:{port}>"),
        ]
        base_headers = [pair for pair in own if pair[0].lower() not in names]
        kind = [_SDP] if method in {"INVITE", "ACK"} and body else []
        return Message(f"{method} {self.target} SIP/2.0", [*base_headers, *headers, *kind], body)

    def _send(self, message: Message) -> None:
        task = asyncio.create_task(self._line.insist(message, self._place))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _respond(self, status: int, words: str, sdp: bytes = b"") -> None:
        if self._invite is not None:
            self._answer(self._invite, status, self._place, words, sdp)
            if status >= 300:  # noqa: PLR2004 -- a refusal
                self._end()

    def _answer(
        self, request: Message, status: int, place: tuple[str, int], words: str = "OK",
        sdp: bytes = b"",
    ) -> None:  # fmt: skip
        response = reply(request, status, words, self._tag if not self.ours else tag_of(self.local))
        host, port = self._line.address
        response.headers.append(("Contact", f"<sip:phone@{host}:{port}>"))
        if sdp:
            response.headers.append(_SDP)
            response.body = sdp
        self._line.answer(request, response, place)

    async def _until_acked(self, sdp: bytes) -> bool:
        for _ in range(20):
            try:
                await asyncio.wait_for(self._acked.wait(), 0.5)
            except TimeoutError:
                self._respond(200, "OK", sdp)
                continue
            return True
        return False

    def _end(self) -> None:
        self.over.set()
        self._line.forget(self)
