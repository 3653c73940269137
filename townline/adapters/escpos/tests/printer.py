"""A receipt printer on a loopback port: reads the commands, burns dots, runs out of paper."""

import socketserver
import threading
from types import TracebackType

from PIL import Image

_STATUS = 0b0001_0010


class Printer:
    """``receipts`` holds what was cut off; ``paper`` lines of dots are left on the roll.

    ``mute``: it hangs up instead of saying that the receipt is out.
    """

    def __init__(
        self,
        *,
        paper: int = 100_000,
        cover: bool = False,
        low: bool = False,
        mute: bool = False,
    ) -> None:
        self.paper, self.cover, self.low, self.mute = paper, cover, low, mute
        self.receipts: list[Image.Image] = []
        self._roll: list[Image.Image] = []
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                outer.talk(self)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def address(self) -> str:
        host, port = self._server.server_address[:2]
        return f"{host!s}:{port}"

    def __enter__(self) -> "Printer":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def talk(self, link: socketserver.StreamRequestHandler) -> None:
        while byte := link.rfile.read(1):
            command = byte + link.rfile.read(1)
            if command == b"\x10\x04":
                link.wfile.write(bytes([self._status(link.rfile.read(1)[0])]))
            elif command == b"\x1dv":
                self._burn(link)
            elif command == b"\x1dV":
                link.rfile.read(2)
                self._cut()
            elif command == b"\x1dr":
                link.rfile.read(1)
                if self.mute:
                    return
                link.wfile.write(b"\x00" if self.paper > 0 else b"\x0c")
            elif command != b"\x1b@":
                raise AssertionError(f"a printer does not know {command!r}")

    def _status(self, status_type: int) -> int:
        out = self.paper <= 0
        bits = {
            1: 0b1000 if out or self.cover else 0,
            2: 0b0100 if self.cover else 0b0010_0000 if out else 0,
            4: (0b0110_0000 if out else 0) | (0b1100 if self.low else 0),
        }
        return _STATUS | bits[status_type]

    def _burn(self, link: socketserver.StreamRequestHandler) -> None:
        assert link.rfile.read(2) == b"0\x00"
        width = int.from_bytes(link.rfile.read(2), "little")
        height = int.from_bytes(link.rfile.read(2), "little")
        dots = bytes(byte ^ 0xFF for byte in link.rfile.read(width * height))
        self.paper -= height
        if self.paper > 0:
            self._roll.append(Image.frombytes("1", (width * 8, height), dots))

    def _cut(self) -> None:
        if not self._roll:
            return
        whole = Image.new("1", (self._roll[0].width, sum(part.height for part in self._roll)))
        top = 0
        for part in self._roll:
            whole.paste(part, (0, top))
            top += part.height
        self._roll = []
        self.receipts.append(whole)
