"""The day's clock: a Wednesday morning, whatever day it is, by libfaketime.

The demo is written while the clock stands, so that its history is the same each time. Then the
clock goes on from there. What happens in the first minutes is masked (``normal.py``).
"""

import datetime as dt
import time
from pathlib import Path

BEGIN = dt.datetime(2026, 11, 25, 1, 0, tzinfo=dt.UTC)
ZONE = "Asia/Seoul"
LONGEST = dt.timedelta(minutes=25)
_FIXED_TIME = "2026-11-25 10:00:00"


def _library() -> str:
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    if not found:
        raise SystemExit("compare: libfaketime is missing. On Debian: apt-get install faketime")
    return str(found[0])


def _variables(moment: str) -> dict[str, str]:
    # Timers go by the monotonic clock, and build tools by the times of files: both stay true.
    return {
        "LD_PRELOAD": _library(),
        "FAKETIME": moment,
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
        "TZ": ZONE,
    }


def fixed_clock() -> dict[str, str]:
    """Give the variables under which a process sees the day's first moment, always."""
    return _variables(_FIXED_TIME)


def going() -> dict[str, str]:
    """Give those under which the day begins now."""
    return _variables(f"{BEGIN.timestamp() - time.time():+.0f}")
