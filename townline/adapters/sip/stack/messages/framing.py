"""Cuts a stream (TCP, TLS) into messages by Content-Length (RFC 3261 §18.3)."""

import re
from collections.abc import Iterator
from typing import Final

from townline.adapters.sip.stack.messages.reading import LONGEST

_LENGTH: Final = re.compile(rb"^(?:content-length|l)[ \t]*:[ \t]*(\d{1,9})[ \t]*\r?$", re.I | re.M)
_END: Final = re.compile(rb"\r?\n\r?\n")
PING: Final = b"\r\n\r\n"
PONG: Final = b"\r\n"


class NotFramed(ValueError):
    """The stream cannot be cut any more: the connection must end."""


class Framer:
    """Feed bytes, take messages. A keep-alive (RFC 5626 §4.4.1) comes out as ``PING``."""

    def __init__(self) -> None:
        self._buffer = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give each whole message. Raises NotFramed."""
        self._buffer += data
        while (message := self._next()) is not None:
            yield message

    def _next(self) -> bytes | None:
        if self._buffer.startswith(PING):
            self._buffer = self._buffer[len(PING) :]
            return PING
        begun = self._buffer.lstrip(b"\r\n")
        cut = _END.search(begun)
        if cut is None:
            if len(begun) > LONGEST:
                raise NotFramed("the headers do not end")
            return None
        return self._whole(begun, cut.end(), begun[: cut.start()])

    def _whole(self, begun: bytes, head: int, lines: bytes) -> bytes | None:
        # Folded lines cannot hold a Content-Length of their own: they begin with a blank.
        length = _LENGTH.search(lines + b"\r\n")
        end = head + (int(length[1]) if length else 0)
        if end > LONGEST:
            raise NotFramed("a message is too long")
        if len(begun) < end:
            return None
        self._buffer = begun[end:]
        return begun[:end]
