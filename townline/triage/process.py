"""The language process: knows Korean morphemes, and tells them over a Unix socket.

One line of JSON asks (``{"texts": [...]}``), one answers (``{"pieces": [[[form, start, end]]]}``).
It is the only process that loads the model, so that its memory is spent once.
"""

import asyncio
import json
import logging
import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from townline.triage.rules.pieces import LONGEST, carries

log = logging.getLogger(__name__)

_LONGEST_LINE = 8 << 20
type Told = list[tuple[str, int, int]]
type Analyse = Callable[[list[str]], list[Told]]


def main() -> None:
    """Answer until SIGTERM."""
    place = os.environ["TOWNLINE_LANGUAGE_SOCKET"]
    Path(place).unlink(missing_ok=True)
    # It makes one file, its socket: for its own account alone.
    os.umask(0o177)
    try:
        analyse = load()
    except (ImportError, OSError) as error:
        # A machine without the model still serves; starting again would not help it.
        log.warning("no morphemes here (%s): the search goes by words as they stand", error)
        analyse = None
    asyncio.run(serve(place, analyse))


def load() -> Analyse:
    """Load the analyser. Raises ImportError or OSError where it cannot be had.

    Without the default and multi-word dictionaries it takes half the memory (270 instead of
    530 MB) and tells the same pieces of ordinary texts.
    """
    from kiwipiepy import Kiwi  # noqa: PLC0415 -- it may be missing, and only this process has it

    kiwi = Kiwi(num_workers=1, load_default_dict=False, load_multi_dict=False, load_typo_dict=False)

    def analyse(texts: list[str]) -> list[Told]:
        return [_told(found) for found in kiwi.tokenize(text[:LONGEST] for text in texts)]

    analyse(["첫 글에서 나머지를 읽어 들인다"])
    return analyse


def _told(found: list[Any]) -> Told:
    return [
        (one.form.lower(), one.start, one.start + one.len)
        for one in found
        if carries(one.form, one.tag)
    ]


async def serve(place: str, analyse: Analyse | None) -> None:
    """Listen at ``place``; with nothing to analyse, wait without a socket until SIGTERM."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    if analyse is None:
        await ended.wait()
        return
    server = await _listen(place, analyse)
    log.info("ready")
    async with server:
        await ended.wait()


async def _listen(place: str, analyse: Analyse) -> asyncio.Server:
    # One thread: the analyser is not made for several, and one is far quicker than we ask.
    worker = ThreadPoolExecutor(1)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                writer.write(await asyncio.wrap_future(worker.submit(_answer, line, analyse)))
                await writer.drain()
        except (ValueError, KeyError, TypeError, OSError) as error:
            # Words of residents do not go into the log.
            log.warning("a question was not understood (%s)", type(error).__name__)
        finally:
            writer.close()

    return await asyncio.start_unix_server(talk, place, limit=_LONGEST_LINE)


def _answer(line: bytes, analyse: Analyse) -> bytes:
    texts = [str(text) for text in json.loads(line)["texts"]]
    return json.dumps({"pieces": analyse(texts)}, ensure_ascii=False).encode() + b"\n"
