"""A text without the names of places: what is left tells its language, and what happened."""

from townline.platform.triage.rules.places.gazetteer import Gazetteer
from townline.platform.triage.rules.places.letters import to_letters
from townline.platform.triage.rules.places.mentions import mentions


def without_places(text: str, known: Gazetteer) -> str:
    """Give the text with a space in the place of each name that the gazetteer knows."""
    letters = to_letters(text)
    parts, end = [], 0
    for mention in mentions(letters, known):
        start = letters.at[mention.start]
        if start >= end:
            parts.append(letters.text[end:start])
            end = letters.at[mention.end - 1] + 1
    return " ".join([*parts, letters.text[end:]])
