"""The parts of header values: lists, addresses, parameters (RFC 3261 §25.1)."""

import re
from dataclasses import dataclass, field
from typing import Final

_PAIRS: Final = {"<": ">", '"': '"'}
_HOST: Final = re.compile(r"\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9_](?:[A-Za-z0-9_.\-]{0,252})")
_URI: Final = re.compile(
    r"(?P<scheme>sips?):(?:(?P<user>[^@\s<>]*)@)?(?P<host>\[[^\]]*\]|[^:;?\s<>]*)"
    r"(?::(?P<port>\d{1,5}))?(?P<params>(?:;[^?\s<>]*)?)(?:\?(?P<headers>[^\s<>]*))?",
    re.IGNORECASE,
)
_TEL: Final = re.compile(r"tel:(?P<user>[0-9+*#.()\-A-Fa-f]{1,64})(?:;[^\s<>]*)?", re.IGNORECASE)
_PORTS: Final = 65535


class GrammarError(ValueError):
    """A value does not follow the grammar. The words never quote it: it may hold a number."""


def split_list(value: str, at: str = ",") -> list[str]:
    """Split at commas that stand outside quotes and angle brackets; empty parts are dropped."""
    parts, start, closing, skip = [], 0, "", False
    for place, char in enumerate(value):
        if skip:
            skip = False
        elif closing:
            skip = char == "\\" and closing == '"'
            closing = "" if char == closing else closing
        elif char in _PAIRS:
            closing = _PAIRS[char]
        elif char == at:
            parts.append(value[start:place])
            start = place + 1
    parts.append(value[start:])
    return [part.strip() for part in parts if part.strip()]


def params_of(text: str) -> dict[str, str | None]:
    """Read ``;a=1;b``. Names in small letters; a name without a value has None."""
    found: dict[str, str | None] = {}
    for part in split_list(text, ";"):
        name, equals, value = part.partition("=")
        found[name.strip().lower()] = value.strip().strip('"') if equals else None
    return found


@dataclass(frozen=True, slots=True)
class Uri:
    """A ``sip:``, ``sips:`` or ``tel:`` address; ``port`` is None if not given."""

    scheme: str
    user: str
    host: str
    port: int | None = None
    params: dict[str, str | None] = field(default_factory=dict)

    def __str__(self) -> str:
        user = f"{self.user}@" if self.user else ""
        port = f":{self.port}" if self.port else ""
        params = "".join(f";{k}" if v is None else f";{k}={v}" for k, v in self.params.items())
        return f"{self.scheme}:{user}{self.host}{port}{params}"


def uri(text: str) -> Uri:
    """Read an address. Raises Unreadable."""
    tel = _TEL.fullmatch(text)
    if tel:
        return Uri("tel", tel["user"], "")
    match = _URI.fullmatch(text)
    if match is None or not _HOST.fullmatch(match["host"]):
        raise GrammarError("an address cannot be read")
    return Uri(
        match["scheme"].lower(),
        match["user"] or "",
        match["host"],
        _port(match["port"]),
        params_of(match["params"]),
    )


def _port(text: str | None) -> int | None:
    if text is None:
        return None
    if not 0 < int(text) <= _PORTS:
        raise GrammarError("a port is out of range")
    return int(text)


@dataclass(frozen=True, slots=True)
class NameAddr:
    """``"Name" <uri>;tag=…``. The name is not kept: nobody here needs it."""

    uri: str
    params: dict[str, str | None]

    @property
    def tag(self) -> str:
        """The tag, empty if there is none."""
        return self.params.get("tag") or ""


def name_addr(text: str) -> NameAddr:
    """Read From, To, Contact, Route and their like. Raises Unreadable."""
    head, bracket, rest = _outside_quotes(text)
    if not bracket:
        address, semicolon, params = text.strip().partition(";")
        address = address.rstrip(" \t")
        if not address or any(char in address for char in ' \t"<>'):
            raise GrammarError("an address cannot be read")
        return NameAddr(address, params_of(semicolon + params))
    address, closing, params = rest.partition(">")
    if not closing or not address or (params.strip() and not params.strip().startswith(";")):
        raise GrammarError("an address cannot be read")
    del head
    return NameAddr(address.strip(), params_of(params))


def _outside_quotes(text: str) -> tuple[str, str, str]:
    quoted, skip = False, False
    for place, char in enumerate(text):
        if skip:
            skip = False
        elif quoted and char == "\\":
            skip = True
        elif char == '"':
            quoted = not quoted
        elif char == "<" and not quoted:
            return text[:place], "<", text[place + 1 :]
    if quoted:
        raise GrammarError("a quote is not closed")
    return text, "", ""


@dataclass(frozen=True, slots=True)
class Via:
    """One hop that a request passed; ``port`` is None if not given."""

    transport: str
    host: str
    port: int | None
    params: dict[str, str | None]

    @property
    def branch(self) -> str:
        """The branch, empty if there is none."""
        return self.params.get("branch") or ""

    def __str__(self) -> str:
        port = f":{self.port}" if self.port else ""
        params = "".join(f";{k}" if v is None else f";{k}={v}" for k, v in self.params.items())
        return f"SIP/2.0/{self.transport} {self.host}{port}{params}"


_VIA: Final = re.compile(
    r"SIP\s*/\s*2\.0\s*/\s*(?P<transport>[A-Za-z0-9\-]{1,12})\s+"
    r"(?P<host>\[[^\]]*\]|[^\s:;,]+)\s*(?::\s*(?P<port>\d{1,5}))?\s*(?P<params>(?:;.*)?)",
    re.IGNORECASE | re.DOTALL,
)


def via(text: str) -> Via:
    """Read one Via. Raises Unreadable."""
    match = _VIA.fullmatch(text.strip())
    if match is None or not _HOST.fullmatch(match["host"]):
        raise GrammarError("a Via cannot be read")
    params = params_of(match["params"])
    return Via(match["transport"].upper(), match["host"], _port(match["port"]), params)


_CSEQ: Final = re.compile(r"(?P<number>\d{1,10})\s+(?P<method>[A-Za-z0-9.!%*_+`'~\-]{1,32})")
_HIGHEST_CSEQ: Final = 2**31


def cseq(text: str) -> tuple[int, str]:
    """Read ``1 INVITE``. Raises Unreadable."""
    match = _CSEQ.fullmatch(text.strip())
    if match is None or int(match["number"]) >= _HIGHEST_CSEQ:
        raise GrammarError("a CSeq cannot be read")
    return int(match["number"]), match["method"]
