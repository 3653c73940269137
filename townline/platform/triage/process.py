"""The language process: knows Korean morphemes, reads texts, and tells both over a Unix socket.

One line of JSON asks, one answers: ``{"texts": [...]}`` is answered by ``{"pieces": [[[form,
start, end]]]}``, ``{"read": [...], "apart": [...]}`` by ``{"readings": [{...}]}`` (null without a
model); ``apart``: the same texts without the names of known places. It is the only process that
loads the models, so that their memory is spent once.
"""

import asyncio
import json
import logging
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from townline.platform.core.sockets import claim_socket
from townline.platform.triage.rules.pieces import LONGEST, carries

log = logging.getLogger(__name__)

_LONGEST_LINE = 8 << 20
type TokenSpans = list[tuple[str, int, int]]
type Analyse = Callable[[list[str]], list[TokenSpans]]
type Read = Callable[[list[str], list[str]], list[dict[str, Any]] | None]


def main() -> None:
    """Answer until SIGTERM."""
    place = str(claim_socket(Path(os.environ["TOWNLINE_LANGUAGE_SOCKET"])))
    # It makes one file, its socket: for its own account alone.
    os.umask(0o177)
    try:
        analyse = load()
    except (ImportError, OSError) as error:
        # A machine without the model still serves; starting again would not help it.
        log.warning("no morphemes here (%s): the search goes by words as they stand", error)
        analyse = None
    asyncio.run(serve(place, analyse))


def kiwi(*, workers: int = 1) -> Any:  # noqa: ANN401 -- kiwipiepy tells no types
    """Load the model alone. Raises ImportError or OSError where it cannot be had.

    Without the default and multi-word dictionaries it takes half the memory (270 instead of
    530 MB) and tells the same pieces of ordinary texts.
    """
    from kiwipiepy import Kiwi  # noqa: PLC0415 -- it may be missing, and few processes have it

    return Kiwi(
        num_workers=workers, load_default_dict=False, load_multi_dict=False, load_typo_dict=False
    )


def load() -> Analyse:
    """Load the analyser. Raises ImportError or OSError where it cannot be had."""
    model = kiwi()

    def analyse(texts: list[str]) -> list[TokenSpans]:
        return [_token_spans(found) for found in model.tokenize(text[:LONGEST] for text in texts)]

    analyse(["첫 글에서 나머지를 읽어 들인다"])
    return analyse


def _token_spans(found: list[Any]) -> TokenSpans:
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
    # Another one reads, so that a search need not wait until many texts are read.
    readers = ThreadPoolExecutor(1)
    read = _reading(lambda texts: worker.submit(analyse, texts).result())

    def answer(line: bytes) -> Future[bytes]:
        request = json.loads(line)
        if "read" in request:
            return readers.submit(_read, request, read)
        return worker.submit(_answer, request, analyse)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                response: bytes = await asyncio.wrap_future(answer(line))
                writer.write(response)
                await writer.drain()
        except ConnectionError:
            log.info("who asked hung up before the answer")
        except (ValueError, KeyError, TypeError, OSError) as error:
            # Words of residents do not go into the log.
            log.warning("a question was not understood (%s)", type(error).__name__)
        finally:
            writer.close()

    return await asyncio.start_unix_server(talk, place, limit=_LONGEST_LINE)


def _reading(analyse: Analyse) -> Read:
    from townline.platform.triage.reader.serving import Readers  # noqa: PLC0415 -- numpy: nobody else needs it

    readers = Readers(lambda text: analyse([text])[0])
    # The first text is read half as fast as the others.
    readers.read(["가로등이 꺼져 있어요"])
    return readers.read


def _answer(request: dict[str, Any], analyse: Analyse) -> bytes:
    return _line({"pieces": analyse([str(text) for text in request["texts"]])})


def _read(request: dict[str, Any], read: Read) -> bytes:
    texts = [str(text) for text in request["read"]]
    apart = [str(text) for text in request.get("apart", texts)]
    return _line({"readings": read(texts, apart)})


def _line(message: dict[str, Any]) -> bytes:
    # Half a sign, which a text may hold, is no UTF-8.
    return json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
