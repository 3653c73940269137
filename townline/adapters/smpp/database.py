"""Database work beside the event loop: a lane is one thread with one connection."""

import asyncio
import logging
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import PurePath

from django.db import Error, connection

from townline.platform.core.database import availability


class StoreFailed(Exception):
    """A call of the store failed, for whatever reason: nothing of it was committed.

    ``level`` is how loudly it is worth a line of its own.
    The message names the kind of error and our own line, never the values in it.
    """

    def __init__(self, error: Exception) -> None:
        ours = [f for f in traceback.extract_tb(error.__traceback__) if "townline" in f.filename]
        place = f" at {PurePath(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
        super().__init__(f"{type(error).__name__}{place}")
        # A database that is away is said once for the whole process.
        self.level = logging.DEBUG if isinstance(error, availability.GONE) else logging.WARNING


class Lane:
    """Runs functions one after another in a database thread."""

    def __init__(self, name: str) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)

    async def call[**P, R](self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run ``function`` in the thread and wait for it. Raises StoreFailed."""
        work = partial(_call_store, function, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Close the connection and end the thread, after the work in hand."""
        self._thread.submit(_disconnect)
        self._thread.shutdown(wait=True)


def _call_store[**P, R](function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    try:
        done = function(*args, **kwargs)
    except Error as error:
        # The server may be gone, and the connection dead with it: the next call makes a new one.
        availability.note(error)
        raise StoreFailed(error) from None
    except Exception as error:  # noqa: BLE001 -- a caller can only go back and try again
        raise StoreFailed(error) from None
    availability.STATE.answered()
    return done


def _disconnect() -> None:
    # Looked up here and now: the connection is this thread's own.
    connection.close()
