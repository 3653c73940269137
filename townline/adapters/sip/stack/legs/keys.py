"""Keys that come by SIP INFO: ``application/dtmf-relay`` and ``application/dtmf``."""

import re
from typing import Final

from townline.adapters.sip.stack.messages.values import Request

_RELAY: Final = re.compile(r"^\s*signal\s*=\s*([0-9*#A-Da-d]|1[0-5])\s*$", re.I | re.M)
_PLAIN: Final = re.compile(r"\s*([0-9*#A-Da-d]|1[0-5])\s*")
_EVENTS: Final = "0123456789*#ABCD"


def read(request: Request) -> tuple[str | None, bool]:
    """Give the key, and whether the kind of body is known. An empty INFO is known."""
    kind = (request.headers.get("content-type") or "").partition(";")[0].strip().lower()
    text = request.body.decode("ascii", "replace")
    if not request.body:
        return None, True
    if kind == "application/dtmf-relay":
        match = _RELAY.search(text)
    elif kind == "application/dtmf":
        match = _PLAIN.fullmatch(text)
    else:
        return None, False
    return (_key(match[1]) if match else None), True


def _key(text: str) -> str:
    # 10 to 15 are the event codes of * # A B C D.
    return _EVENTS[int(text)] if len(text) > 1 else text.upper()
