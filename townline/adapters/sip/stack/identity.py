"""Who calls and what was dialled, as bare numbers; and a number as a trunk wants it."""

import re
from typing import Final
from urllib.parse import unquote

from townline.adapters.sip.stack.messages import grammar
from townline.adapters.sip.stack.messages.grammar import GrammarError
from townline.adapters.sip.stack.messages.values import Request
from townline.adapters.sip.stack.trunks.address import Trunk

_NUMBER: Final = re.compile(r"\+?[0-9*#]{1,32}")
_COUNTRY: Final = "+82"  # whose networks want numbers as they are dialled there
_HIDDEN: Final = frozenset({"id", "user", "header", "session", "critical"})


def dialled_number(request: Request) -> str:
    """Give what was dialled: digits, maybe ``+``; empty if it is no number."""
    return _number(request.uri) or _number(_address(request, "to"))


def caller(request: Request) -> str | None:
    """Give who calls, None if withheld or no number.

    What the network asserts goes before what the caller's phone says (RFC 3325); who asked for
    privacy (RFC 3323) is not known here, though the network may tell.
    """
    if _is_hidden(request):
        return None
    for value in request.headers.values("p-asserted-identity"):
        number = _number(_uri_of(value))
        if number:
            return number
    return _number(_address(request, "from")) or None


def _is_hidden(request: Request) -> bool:
    listed = {part.strip() for part in (request.headers.get("privacy") or "").lower().split(";")}
    return bool(listed & _HIDDEN)


def _address(request: Request, name: str) -> str:
    return _uri_of(request.headers.get(name) or "")


def _uri_of(value: str) -> str:
    try:
        return grammar.name_addr(value).uri
    except GrammarError:
        return ""


def _number(address: str) -> str:
    try:
        user = grammar.uri(address).user
    except GrammarError:
        return ""
    plain = re.sub(r"[-.()\s]", "", unquote(user).partition(";")[0])
    return plain if _NUMBER.fullmatch(plain) else ""


def format_number(number: str, trunk: Trunk) -> str:
    """Write an E.164 number, of whoever is called or shown, as a trunk wants it."""
    at_home = trunk.numbers == "national" and number.startswith(_COUNTRY)
    return "0" + number.removeprefix(_COUNTRY) if at_home else number
