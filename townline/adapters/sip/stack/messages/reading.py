"""Bytes to messages. What cannot be read says whether it can be answered."""

import re
from typing import Final

from townline.adapters.sip.stack.messages.values import COMPACT, Headers, Message, Request, Response

LONGEST: Final = 65_535
_MOST_HEADERS: Final = 256
_END: Final = re.compile(rb"\r?\n\r?\n")
_REQUEST: Final = re.compile(r"([A-Za-z0-9.!%*_+`'~\-]{1,32}) (\S{1,2048}) SIP/(\d+)\.(\d+)")
_RESPONSE: Final = re.compile(r"SIP/2\.0 ([1-6]\d\d)(?: (.*))?", re.IGNORECASE)
_NAME: Final = re.compile(r"[A-Za-z0-9.!%*_+`'~\-]{1,64}")


class Malformed(ValueError):
    """It is no SIP message.

    ``request`` is what could be read of a request, so that it can be answered with ``status``.
    """

    def __init__(self, words: str, request: Request | None = None, status: int = 400) -> None:
        super().__init__(words)
        self.request = request
        self.status = status


def read(data: bytes) -> Message:
    """Read one message of a datagram, or one that a stream cut out. Raises Malformed."""
    data = data.lstrip(b"\r\n")
    if not data or len(data) > LONGEST:
        raise Malformed("empty or too long")
    cut = _END.search(data)
    head = data[: cut.start()] if cut else data.rstrip(b"\r\n")
    body = data[cut.end() :] if cut else b""
    first, *lines = re.split(r"\r?\n", head.decode("utf-8", "surrogateescape"))
    message, version = _begin(first)
    try:
        message.headers = _headers(lines)
        message.body = _body(message, body)
    except ValueError as error:
        request = message if isinstance(message, Request) else None
        raise Malformed(str(error), request) from None
    if version != ("2", "0"):
        raise Malformed("another version", message if isinstance(message, Request) else None, 505)
    return message


def _begin(first: str) -> tuple[Message, tuple[str, str]]:
    request_match = _REQUEST.fullmatch(first)
    if request_match:
        return Request(Headers(), method=request_match[1], uri=request_match[2]), (
            request_match[3],
            request_match[4],
        )
    response_match = _RESPONSE.fullmatch(first)
    if response_match:
        return Response(Headers(), status=int(response_match[1]), reason=response_match[2] or ""), (
            "2",
            "0",
        )
    raise Malformed("the first line is neither a request's nor a response's")


def _headers(lines: list[str]) -> Headers:
    """Read the lines; what can be read is kept, so that a refusal finds its way back."""
    headers, wrong = Headers(), False
    for line in _unfold_lines(lines):
        name, colon, value = line.partition(":")
        name = name.rstrip(" \t")
        if not colon or not _NAME.fullmatch(name) or "\0" in value:
            wrong = True
            continue
        known = name.lower()
        headers.lines.append((COMPACT.get(known, known), value.strip(" \t")))
    if wrong:
        headers.lines.append((UNREAD, ""))
    if len(headers.lines) > _MOST_HEADERS:
        raise ValueError("too many headers")
    return headers


UNREAD: Final = " unread"
"""Stands in the headers where a line could not be read. No line of a message has this name."""


def _unfold_lines(lines: list[str]) -> list[str]:
    whole: list[str] = []
    for line in lines:
        if line[:1] in {" ", "\t"} and whole:
            whole[-1] += " " + line.strip(" \t")
        else:
            whole.append(line)
    return whole


def _body(message: Message, rest: bytes) -> bytes:
    lengths = message.headers.all("content-length")
    if not lengths:
        return rest
    if len(set(lengths)) > 1 or not re.fullmatch(r"\d{1,9}", lengths[0]):
        message.headers.lines.append((UNREAD, ""))
        return b""
    if int(lengths[0]) > len(rest):
        message.headers.lines.append((UNREAD, ""))
    return rest[: int(lengths[0])]
