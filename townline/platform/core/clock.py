"""The one place that reads the time, and ISO 8601 durations."""

import datetime as dt
import re
import time

_DURATION = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)


def now() -> dt.datetime:
    """Return the present moment, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


def ticks() -> float:
    """Return seconds that only ever rise, for spans within this process."""
    return time.monotonic()


def parse_duration(text: str) -> dt.timedelta:
    """Read an ISO 8601 duration without years and months, such as ``PT48H`` or ``P1DT2H``.

    Raises ValueError, naming the text and what is accepted.
    """
    match = _DURATION.fullmatch(text.strip())
    parts = {k: int(v) for k, v in match.groupdict().items() if v} if match else {}
    if not parts:
        raise ValueError(f"{text!r} is not a duration; write it like PT48H, PT20S or P7D")
    return dt.timedelta(**parts)
