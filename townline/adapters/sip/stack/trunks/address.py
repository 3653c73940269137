"""TOWNLINE_SIP_TRUNKS: ``sip:user:password@HOST:PORT;transport=tcp``, several by comma.

Who is dialled learns owners' numbers, so a network that only delivers calls must not be: ``dial``
says it. Unsaid, an account (``user``) is dialled, and a trunk known by its address alone is not,
unless nobody else would be: then the first of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, cast
from urllib.parse import unquote

from townline.adapters.sip.stack.messages.grammar import GrammarError, params_of
from townline.adapters.sip.stack.transport.hops import PORTS, Transport

type Numbers = Literal["e164", "national"]
_ONE: Final = re.compile(
    r"(?P<scheme>sips?):(?:(?P<user>[^:@;]+)(?::(?P<password>[^@;]*))?@)?"
    r"(?P<host>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_.\-]+)(?::(?P<port>\d+))?(?P<params>;.*)?"
)
_OPTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "transport": ("udp", "tcp", "tls"),
    "numbers": ("e164", "national"),
    "challenge": ("yes", "no"),
    "media": ("rtp", "srtp"),
    "dial": ("", "yes", "no"),
}
_HIGHEST: Final = 65_535


class TrunkError(ValueError):
    """A trunk's address is wrong; the words name the piece, never the password."""


@dataclass(frozen=True, slots=True)
class Trunk:
    """One network. ``user`` and ``password`` answer its challenges, and ours to it.

    ``dial``: owners may be called through it.
    """

    name: str
    transport: Transport
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    numbers: Numbers = "e164"
    challenge: bool = False
    srtp: bool = False
    dial: bool = True


def read_all(text: str) -> list[Trunk]:
    """Read all trunks. Raises TrunkError."""
    found = [_read(part.strip(), f"trunk-{n}") for n, part in enumerate(text.split(","), 1)]
    # Nobody said whom to dial: the first that may be.
    unsaid = not any(trunk.dial for trunk, _ in found)
    chosen = next((trunk for trunk, dial_option in found if unsaid and dial_option != "no"), None)
    trunks = [replace(trunk, dial=trunk.dial or trunk is chosen) for trunk, _ in found]
    if not any(trunk.dial for trunk in trunks):
        raise TrunkError("no trunk is left to call owners by: one must not say dial=no")
    return trunks


def _read(text: str, name: str) -> tuple[Trunk, str]:
    """Give a trunk, and what was said of ``dial``."""
    match = _ONE.fullmatch(text)
    if match is None:
        raise TrunkError(f"{name} must be like sip:192.0.2.10:5060, or sip:user:password@host")
    try:
        options = _options(match["params"] or "")
    except TrunkError as error:
        raise TrunkError(f"{name}: {error}") from None
    transport = "tls" if match["scheme"] == "sips" else cast("Transport", options["transport"])
    port = int(match["port"] or PORTS[transport])
    if not 0 < port <= _HIGHEST:
        raise TrunkError(f"{name}: the port must be a number from 1 to {_HIGHEST}")
    dial_option = options["dial"]
    trunk = Trunk(
        name=name,
        transport=transport,
        host=match["host"].strip("[]"),
        port=port,
        user=unquote(match["user"] or ""),
        password=unquote(match["password"] or ""),
        numbers=cast("Numbers", options["numbers"]),
        challenge=bool(match["user"]) and options["challenge"] == "yes",
        srtp=options["media"] == "srtp",
        dial=dial_option == "yes" or (not dial_option and bool(match["user"])),
    )
    return trunk, dial_option


def _options(text: str) -> dict[str, str]:
    chosen = {key: allowed[0] for key, allowed in _OPTIONS.items()}
    try:
        given = params_of(text)
    except GrammarError:
        raise TrunkError("the options cannot be read") from None
    for key, value in given.items():
        if key not in _OPTIONS:
            raise TrunkError(f"{key!r} is not an option; known are {', '.join(_OPTIONS)}")
        if not value or value not in _OPTIONS[key]:
            raise TrunkError(f"{key} must be one of {', '.join(filter(None, _OPTIONS[key]))}")
        chosen[key] = value
    return chosen
