"""Texts that are a word to the line itself, and not to the town hall."""

import re

BLOCKED = "conversations.blocked"
COMMANDED = "conversations.stop"
_NOISE = re.compile(r"[\W_]+")


def folded(body: str) -> str:
    """Reduce a text to its letters and digits, as the district's words are compared."""
    return _NOISE.sub("", body.lower())
