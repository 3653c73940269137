"""A mail server for tests: takes every letter on a loopback port and keeps it."""

import asyncio
import email
import email.policy
import threading
from dataclasses import dataclass
from typing import Self


@dataclass
class Letter:
    sender: str
    to: list[str]
    subject: str
    body: str


class Sink:
    """``refuse``: a command that is answered with 550; ``mute``: one after which it hangs up."""

    def __init__(self, refuse: str = "", mute: str = "") -> None:
        self.letters: list[Letter] = []
        self._refuse, self._mute = refuse, mute
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self.url = ""

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = self._call(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = self._server.sockets[0].getsockname()[1]
        self.url = f"smtp://127.0.0.1:{self.port}"
        return self

    def __exit__(self, *_: object) -> None:
        self._call(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _call(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _close(self) -> None:
        self._server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._talk(reader, writer)
        except (asyncio.CancelledError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sender, to = "", []
        writer.write(b"220 sink\r\n")
        while line := (await reader.readline()).decode().strip():
            word = line.split(" ", 1)[0].split(":")[0].upper()
            if word == self._refuse:
                writer.write(b"550 not here\r\n")
                continue
            if word == "MAIL":
                sender = line.partition("<")[2].partition(">")[0]
            elif word == "RCPT":
                to.append(line.partition("<")[2].partition(">")[0])
            elif word == "DATA":
                writer.write(b"354 go on\r\n")
                self._keep(sender, to, await reader.readuntil(b"\r\n.\r\n"))
            if word in {self._mute, "QUIT"}:
                writer.write(b"221 bye\r\n" if word != self._mute else b"")
                return
            writer.write(b"250 fine\r\n")

    def _keep(self, sender: str, to: list[str], data: bytes) -> None:
        lines = data[:-3].replace(b"\r\n.", b"\r\n").replace(b"\r\n", b"\n")
        message = email.message_from_bytes(lines, policy=email.policy.default)
        body = message.get_content()
        self.letters.append(Letter(sender, to, str(message["Subject"]), body))
