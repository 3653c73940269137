"""Whether the file of HTTP providers can be used, and nobody else reads it."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import datetime as dt
import stat
from collections.abc import Iterator

from townline.adapters.sms_http import providers
from townline.platform.core.findings import Both, Finding, bad, ok

PRIVATE = 0o600


def providers_file(_now: dt.datetime) -> Iterator[Finding]:
    """Look at the providers file line by line; none is well too."""
    place = providers.place()
    try:
        found = providers.load()
    except providers.ProvidersInvalid as error:
        for line in error.problems:
            yield bad("providers", line, Both(f"correct {place}; until then nothing there changes", f"{place}을(를) 고쳐 주세요. 그때까지 바뀌지 않습니다"))
        return
    except OSError as error:
        why = error.strerror
        words = Both(f"{place} cannot be read: {why}", f"{place}을(를) 읽을 수 없습니다: {why}")
        yield bad("providers", words, Both("see who owns the file", "파일 소유자를 확인해 주세요"))
        return
    if place.exists() and (mode := stat.S_IMODE(place.stat().st_mode)) != PRIVATE:
        words = Both(f"{place} can be read by others ({mode:o})", f"{place}을(를) 남이 읽을 수 있습니다({mode:o})")
        yield bad("providers", words, f"chmod 600 {place}")
    names = ", ".join(f"{one.name} ({one.kind}, {one.priority})" for one in found)
    yield ok("providers", names or Both("none", "없음"))
