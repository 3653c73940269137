"""A provider's side: a real HTTP server on a loopback port that answers as told."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class ReceivedRequest:
    """A request as it came."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query))

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))


@dataclass(frozen=True)
class Answer:
    """``silent``: hang up without a word, after the request was read whole."""

    status: int = 200
    body: Any = None
    silent: bool = False


@dataclass
class Peer:
    """``answers`` maps "METHOD path" to an answer, or to a function of the request."""

    port: int = 0
    seen: list[ReceivedRequest] = field(default_factory=list)
    answers: dict[str, Answer | Callable[[ReceivedRequest], Answer]] = field(default_factory=dict)
    other: Answer = field(default_factory=lambda: Answer(200, {}))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def on(self, call: str, status: int = 200, body: Any = None, **more: Any) -> None:
        self.answers[call] = Answer(status, body, **more)

    def of(self, call: str) -> list[ReceivedRequest]:
        """Give the requests of one kind."""
        return [each for each in list(self.seen) if f"{each.method} {each.path}" == call]

    def answer(self, seen: ReceivedRequest) -> Answer:
        self.seen.append(seen)
        found = self.answers.get(f"{seen.method} {seen.path}", self.other)
        return found(seen) if callable(found) else found


def _handler(peer: Peer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {key.lower(): value for key, value in self.headers.items()}
            answer = peer.answer(ReceivedRequest(self.command, self.path, headers, body))
            self.close_connection = True
            if answer.silent:
                return
            raw = (
                answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
            )
            self.send_response(answer.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST = _serve  # noqa: N815 -- names of the standard library

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextmanager
def listening(peer: Peer | None = None) -> Iterator[Peer]:
    """Serve on a free port (or the peer's own, to come back) until the end of the block."""
    peer = peer or Peer()
    server = ThreadingHTTPServer(("127.0.0.1", peer.port), _handler(peer))
    peer.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield peer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def free_port() -> int:
    """Give a port on which nobody listens."""
    with listening() as peer:
        return peer.port
