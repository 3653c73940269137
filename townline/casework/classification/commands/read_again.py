"""What ``townline triage read-again`` does: texts that came before are read, or read anew."""

import datetime as dt
import os
import sys
import time
from argparse import ArgumentParser, Namespace

from townline.platform.core.commands import CannotStart, ready, write_line
from townline.platform.core.sockets import socket_folder
from townline.platform.postgres import environment

_STEP = 64
_BAR = 30
# A reader that is being started again takes some seconds.
_PATIENCE = 30.0
_ASK_AGAIN = 1.0


def read_again_options(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--all", action="store_true", help="all texts, whichever model read them last"
    )
    which.add_argument("--failed", action="store_true", help="only those that could not be read")
    parser.add_argument(
        "--since", type=dt.date.fromisoformat, help="only texts from this day on (2026-11-01)"
    )


def read_again(given: Namespace) -> int:
    """Read what no or another version of the model has read; stopped, it goes on.

    What it leaves, also when it is killed, the worker reads. Old texts raise no alarm.
    """
    # That of `townline run` with the same home, unless another one is named.
    usual = socket_folder(environment.use_home(given.home)) / "language.sock"
    os.environ.setdefault("TOWNLINE_LANGUAGE_SOCKET", str(usual))
    with ready(given):
        from townline.casework.classification import api as classification  # noqa: PLC0415 -- needs Django to be ready
        from townline.platform.core import clock, district  # noqa: PLC0415 -- the same

        zone, now = district.current().zone, clock.now()
        since = dt.datetime.combine(given.since, dt.time(), zone) if given.since else None
        added = classification.readings_seed(now=now)
        if added:
            write_line(f"{added:,} texts had not been read before")
        wanted = classification.readings_wanted(
            everything=given.all, failed=given.failed, since=since, version=_version()
        )
        classification.readings_all_again(wanted, now=now)
        _read(classification.readings_waiting())
        write_line("all texts are read")
    return 0


def _version() -> str:
    from townline.platform.triage import api as triage  # noqa: PLC0415 -- needs Django to be ready

    try:
        return triage.read([""])[0].version
    except triage.NotRead as error:
        raise CannotStart(_NO_READER) from error


_NO_READER = (
    "no reader answers: run this again while `townline run` or `townline process language` is "
    "at work"
)


def _read(total: int) -> None:
    from townline.casework.classification import api as classification  # noqa: PLC0415 -- needs Django to be ready
    from townline.platform.core import clock  # noqa: PLC0415 -- the same

    begun, last_read = time.monotonic(), time.monotonic()
    while left := classification.readings_waiting():
        ran = classification.readings_run(now=clock.now(), limit=_STEP)
        if ran.read:
            last_read = time.monotonic()
        elif time.monotonic() - last_read > _PATIENCE and ran.away:
            raise CannotStart(f"{left:,} texts are left: {_NO_READER}")
        else:
            # A worker may be at the rest of them, or they rest after a failure.
            time.sleep(_ASK_AGAIN)
        _progress(total - left + ran.read, total, time.monotonic() - begun)
    if sys.stderr.isatty():
        print(file=sys.stderr)  # noqa: T201 -- ends the line of the bar


def _progress(done: int, total: int, seconds: float) -> None:
    """Draw a bar on a terminal; else say it now and then."""
    share = min(1.0, done / total) if total else 1.0
    pace = done / seconds if seconds else 0.0
    left = (total - done) / pace if pace else 0.0
    words = f"{done:,} of {total:,} · {pace:.0f}/s · {dt.timedelta(seconds=round(left))} left"
    if sys.stderr.isatty():
        bar = "#" * round(_BAR * share)
        print(f"\r[{bar:-<{_BAR}}] {words} ", end="", file=sys.stderr, flush=True)  # noqa: T201 -- a bar
    elif done // 1_000 != (done - _STEP) // 1_000 or done >= total:
        write_line(words)
