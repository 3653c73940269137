"""One readable line per event on stderr, or one JSON object (``--json-logs``).

Environment: TOWNLINE_LOGS=json for JSON; TOWNLINE_PROCESS is the name shown in each line.
"""

import datetime as dt
import json
import logging
import os
import sys
import threading
from types import TracebackType

from townline.platform.core.error_context import context_of
from townline.platform.core.redaction import describe_error, mask_message

# Starts a line that is formatted already, for the supervisor that passes it on.
MARK = "\x1e"
_QUIET = (
    "httpx",
    "httpcore",
    "django.request",
    "uvicorn.error",
    "asyncio",
    "_granian",
    "procrastinate",
)
# What these say of a database that is away, `core/database/away.py` says once.
_SILENT = ("psycopg.pool", "procrastinate.worker.worker", "procrastinate.utils")


# Each page that failed for it would say it again.
_OUTAGE_ERRORS = frozenset({"OperationalError", "InterfaceError"})


def _is_not_outage(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    return type(error).__name__ not in _OUTAGE_ERRORS


def _foreign_host(record: logging.LogRecord) -> bool:
    # Anybody on the net can ask under another name, and does: nothing of ours broke.
    record.levelno, record.levelname = logging.INFO, "INFO"
    record.exc_info = None
    record.msg, record.args = "refused a request under a name that is not ours", ()
    return True


class Lines(logging.Formatter):
    """Formats records; never with a number, nor with a database's DETAIL lines."""

    def __init__(self, process: str, *, as_json: bool, marked: bool = False) -> None:
        super().__init__()
        self.process = process
        self.as_json = as_json
        self.mark = MARK if marked else ""

    def format(self, record: logging.LogRecord) -> str:
        words = record.getMessage()
        if record.exc_info:
            words = f"{words}: {describe_error(record.exc_info[1], record.exc_info[2])}"
        # One event is one line, whatever was logged.
        return self.mark + self.line(record.levelno, mask_message(" ".join(words.split())))

    def line(self, level: int, words: str, process: str = "") -> str:
        """Write a line that happened now."""
        name, now = process or self.process, dt.datetime.now().astimezone()
        if self.as_json:
            event = {"at": now.isoformat(timespec="milliseconds"), "process": name}
            event |= {"level": logging.getLevelName(level).lower(), "message": words}
            return json.dumps(event, ensure_ascii=False)
        loud = f"{logging.getLevelName(level).lower()}: " if level >= logging.WARNING else ""
        return f"{now:%Y-%m-%d %H:%M:%S} {name:<10} {loud}{words}"


def configure(process: str) -> Lines:
    """Send this process's log to stderr. Returns the formatter."""
    as_json = os.environ.get("TOWNLINE_LOGS") == "json"
    lines = Lines(process, as_json=as_json, marked="TOWNLINE_SUPERVISED" in os.environ)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(lines)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.getLogger("django.request").addFilter(_is_not_outage)
    logging.getLogger("django.security.DisallowedHost").addFilter(_foreign_host)
    # Python itself would print what nobody caught with all its words.
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    return lines


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    found = context_of(error)
    work = ", ".join(found.work) or f"running the thread {threading.current_thread().name}"
    logging.getLogger("townline").critical(
        "ended by an error while %s (what to do: %s)",
        work,
        found.remedy,
        exc_info=(kind, error, trace),
    )
