"""Passes requests on to a process behind a Unix socket, byte for byte."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack
from http import HTTPStatus
from types import TracebackType
from typing import Any, Self

import anyio
import httpcore
from starlette.types import Message, Receive, Scope, Send

from townline.platform.core.http.client import is_trusted
from townline.platform.processes.pause_page import pause_response

log = logging.getLogger(__name__)

Headers = list[tuple[bytes, bytes]]

# Headers of one hop (RFC 9110, 7.6.1): they say how this connection works, not the message.
_HOP = frozenset(
    b"connection keep-alive te trailer transfer-encoding upgrade proxy-authenticate"
    b" proxy-authorization proxy-connection".split()
)
# In what the pages and the API say that something is broken.
_OURS = (b"text/html", b"application/problem+json", b"application/json")
_CONNECTIONS = 100
# While the process behind starts again its socket refuses: wait up to 3.5 s for it.
_PAUSES = (0.0, 0.5, 1.0, 2.0)
# A page may wait for a lock; longer than this, something is wrong.
_TIMEOUTS = {"connect": 5.0, "read": 60.0, "write": 60.0, "pool": 30.0}
# What is seen of a process that ends, at whatever point: the last three while its connection is
# closed, where httpcore does not put them into words of its own.
_GONE = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.ConnectionNotAvailable,
    anyio.BrokenResourceError,
    anyio.ClosedResourceError,
    OSError,
)


class Proxy:
    """An ASGI application that hands everything to the HTTP servers on ``sockets`` (by comma).

    They take turns; one that does not listen is passed over. ``pauses``: seconds before each try.
    """

    def __init__(self, sockets: str, pauses: Sequence[float] = _PAUSES) -> None:
        self._pauses = pauses
        self._pools = deque(
            httpcore.AsyncConnectionPool(uds=one.strip(), max_connections=_CONNECTIONS)
            for one in sockets.split(",")
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for pool in self._pools:
            await pool.aclose()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on; answer 502 in plain words if nobody is behind the socket."""
        if scope["type"] != "http":
            return
        started = False

        async def note(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._pass_on(scope, receive, note)
        except _GONE as error:
            log.warning("the process behind does not answer (%s)", type(error).__name__)
            if started:
                raise  # half a page was sent: only a broken connection says so
            await pause_response(scope)(scope, receive, send)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = request_headers(scope)
        body = _body(receive) if _has_body(scope["headers"]) else None
        async with AsyncExitStack() as stack:
            response = await self._answer(
                stack,
                method=scope["method"],
                url=httpcore.URL(scheme=b"http", host=b"web", port=None, target=_target(scope)),
                headers=headers,
                content=body,
                extensions={"timeout": _TIMEOUTS},
            )
            _check_bare_error(response)
            response_headers = [
                (name, value) for name, value in response.headers if name.lower() not in _HOP
            ]
            await send(
                {
                    "type": "http.response.start",
                    "status": response.status,
                    "headers": response_headers,
                }
            )
            async for chunk in response.aiter_stream():
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _answer(
        self,
        stack: AsyncExitStack,
        **request: Any,  # noqa: ANN401 -- httpcore's own
    ) -> httpcore.Response:
        """Ask the first server that listens. Raises ConnectError when none does."""
        refused: Exception = httpcore.ConnectError("no socket is named")
        for pause in self._pauses:
            await asyncio.sleep(pause)
            self._pools.rotate()
            for pool in tuple(self._pools):
                try:
                    return await stack.enter_async_context(pool.stream(**request))
                except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                    refused = error  # nothing of the request was sent: another one may have it
        raise refused


def _check_bare_error(response: httpcore.Response) -> None:
    """Refuse the bare 500 of a server that ends in the middle of a request.

    It is no page of ours: whatever Django says of a fault is a page or a problem. Raises
    RemoteProtocolError, as for a connection that broke.
    """
    if response.status != HTTPStatus.INTERNAL_SERVER_ERROR:
        return
    kinds = [value for name, value in response.headers if name.lower() == b"content-type"]
    if not any(kind.startswith(_OURS) for kind in kinds):
        raise httpcore.RemoteProtocolError("the server ended in the middle of a request")


def _target(scope: Scope) -> bytes:
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    query: bytes = scope.get("query_string", b"")
    return path + (b"?" + query if query else b"")


def _has_body(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    return any(name in (b"content-length", b"transfer-encoding") for name, _ in headers)


async def _body(receive: Receive) -> AsyncIterator[bytes]:
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise httpcore.WriteError("the client left")
        yield message.get("body", b"")
        if not message.get("more_body", False):
            return


def request_headers(scope: Scope) -> Headers:
    """Give the headers to pass on: those of the message, and who asked.

    Forwarding headers are believed only from proxies that are trusted; each adds who called it.
    """
    client = scope.get("client")
    address = client[0] if client else None
    trusted = address is None or is_trusted(address)
    given: Headers = scope["headers"]
    headers = [(n, v) for n, v in given if n not in _HOP and (trusted or not _forwarding(n))]
    names = {name for name, _ in headers}
    if any(name == b"transfer-encoding" for name, _ in given):
        headers.append((b"transfer-encoding", b"chunked"))
    headers.append((b"x-forwarded-for", (address or "127.0.0.1").encode()))
    if b"x-forwarded-proto" not in names:
        headers.append((b"x-forwarded-proto", scope.get("scheme", "http").encode()))
    return headers


def _forwarding(name: bytes) -> bool:
    return name.startswith(b"x-forwarded-") or name == b"forwarded"
