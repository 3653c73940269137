"""One question to the language process: a line of JSON each way over its socket."""

import json
import socket
import time
from typing import Any

from django.conf import settings

_CHUNK = 1 << 16


def ask(question: dict[str, Any], *, patience: float) -> dict[str, Any]:
    """Ask. Raises OSError or ValueError where no answer comes within ``patience`` seconds."""
    place = settings.TOWNLINE_LANGUAGE_SOCKET
    if not place:
        raise OSError("no language process is configured")
    until = time.monotonic() + patience
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
        link.settimeout(patience)
        link.connect(place)
        link.sendall(json.dumps(question).encode() + b"\n")
        answer: dict[str, Any] = json.loads(_line(link, until))
    return answer


def _line(link: socket.socket, until: float) -> bytes:
    got = bytearray()
    while not got.endswith(b"\n"):
        link.settimeout(max(0.001, until - time.monotonic()))
        more = link.recv(_CHUNK)
        if not more:
            raise ConnectionResetError("the language process ended")
        got += more
    return bytes(got)
