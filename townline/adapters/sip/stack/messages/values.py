"""Requests and responses as values."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from townline.adapters.sip.stack.messages import grammar
from townline.adapters.sip.stack.messages.grammar import GrammarError, NameAddr, Via

COMPACT: Final = {
    "a": "accept-contact",
    "b": "referred-by",
    "c": "content-type",
    "d": "request-disposition",
    "e": "content-encoding",
    "f": "from",
    "i": "call-id",
    "j": "reject-contact",
    "k": "supported",
    "l": "content-length",
    "m": "contact",
    "n": "identity-info",
    "o": "event",
    "r": "refer-to",
    "s": "subject",
    "t": "to",
    "u": "allow-events",
    "v": "via",
    "x": "session-expires",
    "y": "identity",
}  # fmt: skip -- a table


@dataclass(slots=True)
class Headers:
    """Header lines in order; names in small letters, written out."""

    lines: list[tuple[str, str]] = field(default_factory=list)

    def get(self, name: str) -> str | None:
        """Give the first value of a name."""
        return next((value for known, value in self.lines if known == name), None)

    def all(self, name: str) -> list[str]:
        """Give all lines of a name, lists not split."""
        return [value for known, value in self.lines if known == name]

    def values(self, name: str) -> list[str]:
        """Give all values of a name, lists split at commas."""
        return [part for line in self.all(name) for part in grammar.split_list(line)]

    def tokens(self, name: str) -> set[str]:
        """Give the values of a name in small letters (Supported, Require, Allow)."""
        return {value.lower() for value in self.values(name)}

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.lines)


@dataclass(slots=True)
class _Message:
    headers: Headers
    body: bytes = b""

    @property
    def call_id(self) -> str:
        """The Call-ID, empty if there is none."""
        return self.headers.get("call-id") or ""

    @property
    def cseq(self) -> tuple[int, str]:
        """Number and method. Raises Unreadable."""
        return grammar.cseq(self.headers.get("cseq") or "")

    @property
    def from_(self) -> NameAddr:
        """Who sent the request. Raises Unreadable."""
        return grammar.name_addr(self.headers.get("from") or "")

    @property
    def to(self) -> NameAddr:
        """Whom the request was for. Raises Unreadable."""
        return grammar.name_addr(self.headers.get("to") or "")

    @property
    def via(self) -> Via:
        """The topmost Via. Raises Unreadable."""
        values = self.headers.values("via")
        if not values:
            raise GrammarError("there is no Via")
        return grammar.via(values[0])

    @property
    def contact(self) -> str:
        """The address in Contact, empty if there is none. Raises Unreadable."""
        values = self.headers.values("contact")
        return grammar.name_addr(values[0]).uri if values else ""

    @property
    def sdp(self) -> bytes | None:
        """The body, if it is SDP."""
        kind = (self.headers.get("content-type") or "").partition(";")[0].strip().lower()
        return self.body if self.body and kind == "application/sdp" else None


@dataclass(slots=True)
class Request(_Message):
    """``method uri SIP/2.0``."""

    method: str = ""
    uri: str = ""

    def __bytes__(self) -> bytes:
        return write(f"{self.method} {self.uri} SIP/2.0", self.headers, self.body)


@dataclass(slots=True)
class Response(_Message):
    """``SIP/2.0 status reason``. The reason is read by nobody and not kept."""

    status: int = 0
    reason: str = ""

    @property
    def provisional(self) -> bool:
        """1xx."""
        return self.status < 200  # noqa: PLR2004 -- RFC 3261 §7.2

    @property
    def accepted(self) -> bool:
        """2xx."""
        return 200 <= self.status < 300  # noqa: PLR2004 -- RFC 3261 §7.2

    def __bytes__(self) -> bytes:
        return write(f"SIP/2.0 {self.status} {self.reason}", self.headers, self.body)


type Message = Request | Response

_WRITTEN: Final = {
    "call-id": "Call-ID",
    "cseq": "CSeq",
    "www-authenticate": "WWW-Authenticate",
    "rack": "RAck",
    "rseq": "RSeq",
    "min-se": "Min-SE",
}  # fmt: skip -- a table


def write(first: str, headers: Headers, body: bytes) -> bytes:
    """Write a message; Content-Length is counted here and nowhere else."""
    lines = [first]
    lines += [f"{_WRITTEN.get(name) or name.title()}: {value}" for name, value in headers]
    lines += [f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + body
