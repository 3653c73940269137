"""The keys: whether a change of them was left half-way."""

import datetime as dt
from collections.abc import Iterator

from townline.config import keys
from townline.config.checks.finding import Finding, Level, ok, warn
from townline.platform.conversations import api as conversations
from townline.platform.core.keys import crypto
from townline.platform.core.keys.crypto import Phase


def rotation(_now: dt.datetime) -> Iterator[Finding]:
    """Look whether keys are being changed, and whether old ones are still in the file."""
    ring = crypto.ring()
    if ring.changing:
        if keys.is_at_work():
            yield ok("keys", "are being changed at this moment")
        else:
            words = "a change of keys was interrupted; all is readable, old keys are still in use"
            yield warn("keys", words, "it goes on with: townline keys rotate")
    elif conversations.numbers_open() and conversations.numbers_behind():
        words = "this database is from before the last change of keys"
        yield warn("keys", words, "run: townline keys rotate --rewrite")
    elif ring.phase is Phase.DONE:
        advice = "when no backup from before needs them: townline keys rotate --retire"
        yield Finding(Level.OK, "keys", "were changed; the old ones are still in the file", advice)


KEYS = (rotation,)
