"""What one link is told: ``smpp://system_id:password@host:port?window=50&rate=100&name=…``."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from townline.adapters.smpp import codings, receipts
from townline.adapters.smpp.codec import codes
from townline.platform.conversations.ports import Charset

PORTS: Final = {"smpp": 2775, "smpps": 3550}
_BETWEEN: Final = re.compile(r"\s*,\s*(?=smpps?://)")
_TON_NPI: Final = 0x12
_LONGEST_NAME: Final = 40

Concatenation = Literal["udh8", "udh16", "sar"]


class AddressError(ValueError):
    """A link's address is wrong; the message names the piece, never the password."""


@dataclass(frozen=True, slots=True)
class Address:
    """One link. ``rate`` is submits a second, ``query_after`` seconds (0: never ask)."""

    name: str
    host: str
    port: int
    system_id: str
    password: str = field(repr=False)
    tls: bool = False
    ca: str = ""
    bind: str = "transceiver"
    system_type: str = ""
    window: int = 50
    rate: int = 100
    priority: int = 100
    concat: Concatenation = "udh8"
    source_ton: int = 0
    source_npi: int = 1
    dest: Literal["international", "national"] = "international"
    dest_ton: int = 1
    dest_npi: int = 1
    message_id: receipts.IdForm = "same"
    id_tlv: int = codes.TLV_RECEIPTED_MESSAGE_ID
    query_after: int = 900
    codings: Mapping[int, Charset] = field(default_factory=lambda: codings.DEFAULTS)


def read_all(urls: str, overrides: Mapping[str, str] | None = None) -> list[Address]:
    """Read several addresses separated by commas. Raises AddressError naming link and piece.

    ``overrides`` are the district's own data codings (see ``codings.table``).
    """
    found = [
        _read(url, n, overrides or {}) for n, url in enumerate(_BETWEEN.split(urls.strip()), 1)
    ]
    names = [address.name for address in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise AddressError(f"two links are named {twice!r}; give each its own name=…")
    return found


def _read(url: str, number: int, overrides: Mapping[str, str]) -> Address:
    try:
        parts = urlsplit(url)
        return _build(parts, number, overrides)
    except AddressError as error:
        raise AddressError(f"link {number}: {error}") from None
    except ValueError as error:
        # urlsplit's own words may quote the whole address, password included.
        words = str(error) if "data_coding" in str(error) else "the address cannot be read"
        raise AddressError(f"link {number}: {words}") from None


def _build(parts: SplitResult, number: int, overrides: Mapping[str, str]) -> Address:
    if parts.scheme not in PORTS:
        raise AddressError("it must begin with smpp:// or smpps://")
    if not parts.hostname:
        raise AddressError("the host is missing")
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    national = query.get("dest") == "national"
    chosen: dict[str, object] = {"name": f"smpp-{number}", "dest_ton": 2 if national else 1}
    charsets = {k.removeprefix("charset"): query.pop(k) for k in list(query) if k[:7] == "charset"}
    chosen |= {key: _option(key, value) for key, value in query.items()}
    return Address(
        host=parts.hostname,
        port=_port(parts),
        system_id=_credential(parts.username, "system_id", 15),
        password=_credential(parts.password, "password", 8),
        tls=parts.scheme == "smpps",
        codings=codings.table({**overrides, **charsets}),
        **chosen,  # type: ignore[arg-type] # each reader below gives the type of its field
    )


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or PORTS[parts.scheme]
    except ValueError:
        raise AddressError("the port must be a number from 1 to 65535") from None


def _credential(value: str | None, name: str, longest: int) -> str:
    text = unquote(value or "")
    if not text and name == "system_id":
        raise AddressError("the system_id is missing (smpp://system_id:password@host)")
    if not text.isascii() or "\0" in text:
        raise AddressError(f"the {name} may hold only ASCII characters")
    # The specification allows 15 and 8; many networks give longer ones, so be generous.
    if len(text) > longest * 4:
        raise AddressError(f"the {name} is longer than {longest * 4} characters")
    return text


def _option(key: str, value: str) -> object:
    reader = _OPTIONS.get(key)
    if reader is None:
        known = ", ".join(sorted([*_OPTIONS, "charset0"]))
        raise AddressError(f"{key!r} is not an option of a link; known are {known}")
    return reader(key, value)


def _whole(lowest: int, highest: int) -> Callable[[str, str], int]:
    def read(key: str, value: str) -> int:
        try:
            number = int(value, 0)
        except ValueError:
            number = lowest - 1
        if not lowest <= number <= highest:
            raise AddressError(
                f"{key} must be a whole number from {lowest} to {highest}, not {value!r}"
            )
        return number

    return read


def _one_of(*allowed: str) -> Callable[[str, str], str]:
    def read(key: str, value: str) -> str:
        if value not in allowed:
            raise AddressError(f"{key} must be one of {', '.join(allowed)}, not {value!r}")
        return value

    return read


def _words(longest: int) -> Callable[[str, str], str]:
    def read(key: str, value: str) -> str:
        if not value or len(value) > longest or not value.isascii() or not value.isprintable():
            raise AddressError(f"{key} must be 1 to {longest} printable ASCII characters")
        return value

    return read


_OPTIONS: Final[dict[str, Callable[[str, str], object]]] = {
    "name": _words(_LONGEST_NAME),
    "ca": _words(4096),
    "bind": _one_of(*codes.BINDS),
    "system_type": _words(12),
    "window": _whole(1, 1000),
    "rate": _whole(1, 100_000),
    "priority": _whole(1, 999),
    "concat": _one_of("udh8", "udh16", "sar"),
    "source_ton": _whole(0, 6),
    "source_npi": _whole(0, _TON_NPI),
    "dest": _one_of("international", "national"),
    "dest_ton": _whole(0, 6),
    "dest_npi": _whole(0, _TON_NPI),
    "message_id": _one_of("same", "hex", "dec"),
    "id_tlv": _whole(0, 0xFFFF),
    "query_after": _whole(0, 86_400),
}
