"""A dialog: who talks to whom, by which way (RFC 3261 §12)."""

import secrets
from dataclasses import asdict, dataclass, field
from typing import Final, cast

from townline.adapters.sip.stack.leg import Dump
from townline.adapters.sip.stack.messages import grammar
from townline.adapters.sip.stack.messages.values import Headers, Request, Response
from townline.adapters.sip.stack.transport import hops
from townline.adapters.sip.stack.transport.hops import Hop, Transport

ALLOW: Final = "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, PRACK, UPDATE"
SUPPORTED: Final = "100rel, timer"
_JUMP: Final = 1000  # CSeq numbers that a dead process may have used after its dump
SDP: Final = ("content-type", "application/sdp")

type Lines = list[tuple[str, str]]


def token() -> str:
    """Make a tag, branch or Call-ID that nobody can guess: 128 bits, and nothing of a host."""
    return secrets.token_hex(16)


@dataclass(slots=True)
class Dialog:
    """``hop`` is where the first message came from or went: a stream that is still open is used.

    URIs and tags are as the far end wrote them; ``routes`` are Route values in their order.
    """

    call_id: str
    local_uri: str
    local_tag: str
    remote_uri: str
    remote_tag: str
    target: str
    hop: Hop
    us: Hop
    routes: list[str] = field(default_factory=list)
    cseq: int = 0
    heard: int = -1

    @property
    def contact(self) -> str:
        """Our own address, by which the far end sends what follows."""
        return contact(self.us)

    def request(self, method: str, lines: Lines | None = None, body: bytes = b"") -> Request:
        """Write a request of this dialog, with the next number (ACK and CANCEL: the same)."""
        if method != "ACK":
            self.cseq += 1
        return self.numbered(method, self.cseq, lines, body)

    def numbered(
        self, method: str, number: int, lines: Lines | None = None, body: bytes = b""
    ) -> Request:
        """Write a request with a number of its own (the ACK of an INVITE)."""
        tag = f";tag={self.remote_tag}" if self.remote_tag else ""
        headers = [
            ("via", via(self.us)),
            ("max-forwards", "70"),
            *(("route", route) for route in self.routes),
            ("from", f"<{self.local_uri}>;tag={self.local_tag}"),
            ("to", f"<{self.remote_uri}>{tag}"),
            ("call-id", self.call_id),
            ("cseq", f"{number} {method}"),
            *(lines or []),
        ]
        return Request(Headers(headers), body, method=method, uri=self.target)

    def refresh(self, message: Request | Response) -> None:
        """Take the far end's newest Contact (§12.2)."""
        self.target = message.contact or self.target

    async def next_hop(self, connected: bool) -> Hop:
        """Find where the next request goes. Raises Unreadable, OSError."""
        address = grammar.name_addr(self.routes[0]).uri if self.routes else self.target
        hop = await hops.towards(address, self.hop.transport)
        # Who opened a stream to us may not be reachable by another (RFC 5923).
        return self.hop if connected and hop.host == self.hop.host else hop

    def dump(self) -> Dump:
        """Give it as JSON."""
        return asdict(self)

    @classmethod
    def restore(cls, dump: Dump, us: Hop) -> "Dialog":
        """Make it of ``dump`` in another process, which has a place of its own."""
        fields = dict(dump)
        hop = cast("dict[str, object]", fields["hop"])
        fields["hop"] = Hop(
            cast("Transport", hop["transport"]),
            str(hop["host"]),
            int(str(hop["port"])),
            str(hop.get("name", "")),
        )
        fields["us"] = us
        dialog = cls(**fields)  # type: ignore[arg-type] # what ``dump`` wrote
        dialog.cseq += _JUMP
        return dialog


def via(us: Hop) -> str:
    """Write our Via, with a new branch."""
    return f"SIP/2.0/{us.transport.upper()} {us.place};branch=z9hG4bK{token()};rport"


def contact(us: Hop) -> str:
    """Write our Contact."""
    kind = "" if us.transport == "udp" else f";transport={us.transport}"
    return f"<sip:line@{us.place}{kind}>"
