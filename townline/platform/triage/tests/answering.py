"""A process that listens like the language process, and answers what a test wants."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def serving(place: Path, answer: bytes | None) -> Iterator[list[socket.socket]]:
    """Listen like the process, and answer so; None says nothing. Gives who was heard."""
    connections: list[socket.socket] = []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(place))
        server.listen()

        def talk() -> None:
            with suppress(OSError):
                while True:
                    connections.append(server.accept()[0])
                    if answer is not None:
                        connections[-1].recv(1 << 16)
                        connections[-1].sendall(answer)
                        connections[-1].close()

        listening = threading.Thread(target=talk)
        listening.start()
        yield connections
        server.shutdown(socket.SHUT_RDWR)
    listening.join()
    for link in connections:
        link.close()
