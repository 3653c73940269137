"""A receiver of webhooks on a loopback port that checks signatures as Standard Webhooks says."""

import functools
import hashlib
import hmac
import http.server
import json
import threading
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self


@dataclass
class Receiver:
    """``status`` and ``more`` are what it answers with; ``heard`` what it was sent.

    ``hold``: it answers only when this is set. ``drip``: it sends its answer a byte at a time.
    """

    status: int = 200
    more: dict[str, str] = field(default_factory=dict)
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    hold: threading.Event | None = None
    drip: threading.Event | None = None

    def __enter__(self) -> Self:
        handler = functools.partial(Handler, self)
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"
        return self

    def __exit__(self, *_: object) -> None:
        for event in (self.hold, self.drip):
            if event:
                event.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def read(self, *secrets: str) -> list[dict[str, Any]]:
        """Check each message with each secret; give the bodies with their ids."""
        return [
            json.loads(body) | {"id": headers["webhook-id"]}
            for headers, body in self.received
            if all(is_signed(each, headers, body) for each in secrets) or wrong_signature()
        ]


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers as its receiver says."""

    protocol_version = "HTTP/1.1"

    def __init__(self, receiver: Receiver, *more: Any) -> None:
        self.receiver = receiver
        super().__init__(*more)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.receiver.received.append(({k.lower(): v for k, v in self.headers.items()}, body))
        if self.receiver.hold:
            self.receiver.hold.wait(20)
        if self.receiver.drip:
            self.dribble(self.receiver.drip)
        else:
            self.answer()

    def answer(self) -> None:
        self.send_response(self.receiver.status)
        for name, value in self.receiver.more.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def dribble(self, end: threading.Event) -> None:
        self.close_connection = True
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        with suppress(OSError):
            while not end.wait(0.02):
                self.wfile.write(b"x")

    def log_message(self, *_: object) -> None:
        pass


def wrong_signature() -> bool:
    raise AssertionError("the signature does not fit the secret")


def is_signed(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """Say whether one of the signatures of a message is of this secret."""
    key = b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    own = "v1," + b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return own in headers["webhook-signature"].split(" ")
