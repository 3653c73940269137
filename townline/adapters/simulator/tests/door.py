"""The line's HTTP door as another hand plays it: believes a signature, keeps, answers as told."""

import hashlib
import hmac
import json
import queue
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from townline.adapters.simulator.tests.peers import PATIENCE

KEY = "a-key-for-this-run"


class FakeEndpoint:
    """``answers`` are the statuses of the next calls; 200 when there is none left."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self._calls: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        place = f"127.0.0.1:{self._server.server_port}"
        self.address = f"http://demo-phone:{KEY}@{place}/hooks/android/demo-phone/"

    def call(self) -> dict[str, Any]:
        """Wait for the next call: ``path``, ``host``, ``true`` (its signature) and ``event``."""
        return self._calls.get(timeout=PATIENCE)

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        door = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                stamp = self.headers["X-Timestamp"]
                mac = hmac.new(KEY.encode(), body + stamp.encode(), hashlib.sha256).hexdigest()
                status = door.answers.pop(0) if door.answers else 200
                door._calls.put(
                    {
                        "path": self.path,
                        "host": self.headers["Host"],
                        "true": mac == self.headers["X-Signature"],
                        "event": json.loads(body),
                    }
                )
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler
