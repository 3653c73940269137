"""Whether the file of HTTP providers can be used, and nobody else reads it."""

import datetime as dt
import stat
from collections.abc import Iterator

from townline.adapters.sms_http import providers
from townline.config.checks.finding import Finding, bad, ok

PRIVATE = 0o600


def providers_file(_now: dt.datetime) -> Iterator[Finding]:
    """Look at the providers file line by line; none is well too."""
    place = providers.place()
    try:
        found = providers.load()
    except providers.ProvidersInvalid as error:
        for line in error.problems:
            yield bad("providers", line, f"correct {place}; until then nothing there changes")
        return
    except OSError as error:
        yield bad("providers", f"{place} cannot be read: {error.strerror}", "see who owns the file")
        return
    if place.exists() and (mode := stat.S_IMODE(place.stat().st_mode)) != PRIVATE:
        words = f"{place} can be read by others ({mode:o})"
        yield bad("providers", words, f"chmod 600 {place}")
    names = ", ".join(f"{one.name} ({one.kind}, {one.priority})" for one in found)
    yield ok("providers", names or "none")
