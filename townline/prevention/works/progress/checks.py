"""Whether the kept sums of works are those of their rows."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import datetime as dt
from collections.abc import Callable, Iterator

from townline.platform.core.findings import Both, Finding, bad, ok
from townline.prevention.works.progress.selectors.sums import sums_adrift


def sums(_now: dt.datetime) -> Iterator[Finding]:
    """Count the works anew, and compare."""
    adrift = sums_adrift()
    if adrift:
        words = Both(f"{adrift} groups of measures are not what a count of them gives", f"조치 합계 {adrift}묶음이 다시 센 값과 다릅니다")
        yield bad("work-sums", words, Both("they are counted anew each night at 20:25 UTC; if this stays, report it", "매일 20:25(UTC)에 다시 셉니다. 그 뒤에도 그대로면 개발자에게 알려 주세요"))
    else:
        yield ok("work-sums", Both("as counted", "다시 센 값과 같습니다"))


SUMS: tuple[Callable[[dt.datetime], Iterator[Finding]], ...] = (sums,)
