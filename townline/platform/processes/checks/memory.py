"""Memory: which process passed its limit and was started again."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import datetime as dt
from collections.abc import Iterator

from townline.platform.core.findings import Both, Finding, ok, span, warn
from townline.platform.core.history import marks
from townline.platform.processes import memory

_RECENT = dt.timedelta(days=7)


def restarts(now: dt.datetime) -> Iterator[Finding]:
    """Look which processes ended for their memory in the last week."""
    found = marks.marks_get([f"{memory.MARK}{name}" for name in memory.LIMITS])
    recent = {name: mark for name, mark in found.items() if now - mark.at < _RECENT}
    for name, mark in sorted(recent.items()):
        process, ago = name.removeprefix(memory.MARK), span((now - mark.at).total_seconds())
        held, most = mark.data["megabytes"], mark.data["limit"]
        words = Both(f"{process} held {held} MB (limit {most} MB) {ago} ago and was started again", f"{process}: {ago.korean} 전 {held} MB(한도 {most} MB)를 써서 다시 시작함")
        advice = Both(f"if it happens each day, raise TOWNLINE_{process.upper()}_MEMORY and MemoryMax of its unit, or report it", f"매일 되풀이되면 TOWNLINE_{process.upper()}_MEMORY와 유닛의 MemoryMax를 올리거나 알려 주세요")
        yield warn("memory", words, advice)
    if not recent:
        yield ok("memory", Both("no process passed its limit in 7 days", "7일 동안 한도를 넘은 프로세스 없음"))


MEMORY = (restarts,)
