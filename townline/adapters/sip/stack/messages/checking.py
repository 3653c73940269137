"""What a message must have before anybody looks at it (RFC 3261 §8.1.1, §16.3)."""

import re
from typing import Final

from townline.adapters.sip.stack.messages import grammar
from townline.adapters.sip.stack.messages.grammar import GrammarError
from townline.adapters.sip.stack.messages.reading import UNREAD
from townline.adapters.sip.stack.messages.values import Message, Request, Response

_ONCE: Final = ("from", "to", "call-id", "cseq", "max-forwards", "content-length", "content-type")
_HOPS: Final = re.compile(r"\d{1,3}", re.ASCII)


def answerable(request: Request) -> bool:
    """Say whether a refusal would find its way back: the top Via and the rest of a dialog."""
    try:
        return bool(request.via and request.call_id and request.headers.get("cseq"))
    except GrammarError:
        return False


def fault_of(message: Message) -> int | None:
    """Give the status that refuses a message, None if it is well formed."""
    try:
        _check(message)
        return _fault_of_request(message) if isinstance(message, Request) else None
    except GrammarError:
        return 400


def _check(message: Message) -> None:
    headers = message.headers
    if headers.get(UNREAD) is not None or not message.call_id:
        raise GrammarError("a line cannot be read")
    if any(len(headers.all(name)) > 1 for name in _ONCE):
        raise GrammarError("a header stands twice")
    for value in headers.values("via"):
        grammar.via(value)
    for value in [*headers.values("record-route"), *headers.values("route")]:
        grammar.name_addr(value)
    _ = (message.via, message.from_, message.to, message.cseq, message.contact)
    if isinstance(message, Response) and not message.from_.tag:
        raise GrammarError("a response without our tag")


def _fault_of_request(request: Request) -> int | None:
    _number, method = request.cseq
    if method != request.method or not request.from_.tag:
        return 400
    hops = request.headers.get("max-forwards")
    if hops is not None and not _HOPS.fullmatch(hops):
        return 400
    return _fault_of_address(request) or (483 if hops is not None and int(hops) == 0 else None)


def _fault_of_address(request: Request) -> int | None:
    scheme = request.uri.partition(":")[0].lower()
    if scheme not in {"sip", "sips", "tel"}:
        return 416
    grammar.uri(request.uri)
    return 400 if request.method == "INVITE" and not request.contact else None
