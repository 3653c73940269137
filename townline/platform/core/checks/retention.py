"""Letting go of what is old: whether the night's run takes place."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import datetime as dt
from collections.abc import Iterator

from townline.platform.core import district
from townline.platform.core.findings import Both, Finding, ok, span, warn
from townline.platform.core.personal_data import retention

LATE_DAYS = 2


def nightly(now: dt.datetime) -> Iterator[Finding]:
    """Look when what is old was last let go of."""
    try:
        district.current()
    except district.DistrictMissing:
        return  # told by another check
    last = retention.last_run()
    if last is None:
        words = Both("has not run yet; it does at night", "아직 실행 전, 밤에 실행됩니다")
        yield ok("retention", words)
        return
    ago = span((now - last).total_seconds())
    if now - last > dt.timedelta(days=LATE_DAYS):
        advice = Both("is the process `worker` at work? Or: townline retention", "`worker` 프로세스를 확인하거나 townline retention 실행")
        yield warn("retention", Both(f"last ran {ago} ago", f"마지막 실행 {ago.korean} 전"), advice)
    else:
        night = f"{retention.next_run(now):%Y-%m-%d %H:%M}"
        words = Both(f"ran {ago} ago; next {night}", f"{ago.korean} 전 실행, 다음 {night}")
        yield ok("retention", words)


RETENTION = (nightly,)
