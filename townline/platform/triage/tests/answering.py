"""A process that listens like the language process, and answers what a test wants."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def serving(place: Path, answer: bytes | None) -> Iterator[list[socket.socket]]:
    """Listen like the process, and answer so; None says nothing. Gives who was heard."""
    heard: list[socket.socket] = []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(place))
        server.listen()

        def talk() -> None:
            with suppress(OSError):
                while True:
                    heard.append(server.accept()[0])
                    if answer is not None:
                        heard[-1].recv(1 << 16)
                        heard[-1].sendall(answer)
                        heard[-1].close()

        listening = threading.Thread(target=talk)
        listening.start()
        yield heard
        server.shutdown(socket.SHUT_RDWR)
    listening.join()
    for link in heard:
        link.close()
