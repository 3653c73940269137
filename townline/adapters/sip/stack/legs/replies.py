"""Responses, built of what they must echo (RFC 3261 §8.2.6) and nothing else."""

from typing import Final

from townline.adapters.sip.stack.legs.dialog import Lines
from townline.adapters.sip.stack.messages.grammar import GrammarError
from townline.adapters.sip.stack.messages.values import Headers, Request, Response

REASONS: Final = {
    100: "Trying",
    180: "Ringing",
    183: "Session Progress",
    200: "OK",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    415: "Unsupported Media Type",
    416: "Unsupported URI Scheme",
    420: "Bad Extension",
    421: "Extension Required",
    422: "Session Interval Too Small",
    480: "Temporarily Unavailable",
    481: "Call/Transaction Does Not Exist",
    482: "Loop Detected",
    483: "Too Many Hops",
    486: "Busy Here",
    487: "Request Terminated",
    488: "Not Acceptable Here",
    491: "Request Pending",
    500: "Server Internal Error",
    501: "Not Implemented",
    503: "Service Unavailable",
    504: "Server Time-out",
    505: "Version Not Supported",
    603: "Decline",
    604: "Does Not Exist Anywhere",
}  # fmt: skip -- a table


def reply(
    request: Request,
    status: int,
    *,
    tag: str = "",
    lines: Lines | None = None,
    body: bytes = b"",
) -> Response:
    """Write a response."""
    headers = [("via", value) for value in request.headers.values("via")]
    headers += [("from", request.headers.get("from") or "")]
    headers += [("to", _to(request, tag))]
    headers += [("call-id", request.call_id), ("cseq", request.headers.get("cseq") or "")]
    headers += lines or []
    return Response(Headers(headers), body, status=status, reason=REASONS.get(status, "Refused"))


def _to(request: Request, tag: str) -> str:
    written = request.headers.get("to") or ""
    try:
        return written if request.to.tag or not tag else f"{written};tag={tag}"
    except GrammarError:
        return written


def warning(host: str, code: int, words: str) -> Lines:
    """Say in words why something is refused (§20.43); ``code``: 399, or one of that section."""
    return [("warning", f'{code} {host} "{words}"')] if words else []


def record_routes(request: Request) -> Lines:
    """Echo the way, so that the dialog keeps it (§12.1.1)."""
    return [("record-route", value) for value in request.headers.all("record-route")]
