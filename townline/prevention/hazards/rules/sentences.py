"""The first sentence of what somebody wrote, short enough for a row of a list."""

import re

_LONGEST = 90
_END = re.compile(r"(?<=[.!?。])\s+|\n+")


def first_sentence(body: str, longest: int = _LONGEST) -> str:
    """Give the first sentence of a text on one line, cut at a word where it is too long."""
    sentence = " ".join(_END.split(body.strip(), maxsplit=1)[0].split())
    if len(sentence) <= longest:
        return sentence
    cut = sentence[: longest - 1]
    head, space, _ = cut.rpartition(" ")
    return f"{head if space else cut}…"
