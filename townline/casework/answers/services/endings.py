"""Whether an answer stops within a sentence, and where its signature begins, by our own names."""

from townline.casework.answers.rules import endings
from townline.casework.answers.settings import Plain
from townline.casework.portal.api import rating_removed
from townline.platform.core import district
from townline.platform.departments import api as departments


def stops_mid_sentence(body: str) -> bool:
    """Say whether the words seem to stop within a sentence, before a question for a rating."""
    return endings.ends_mid_sentence(rating_removed(body), district.derive(_names))


def above_signature(body: str, words: str) -> str:
    """Give a body with further words below its own, but above its signature."""
    own, signature = endings.split_signature(body, district.derive(_names))
    return f"{own.rstrip()}\n{words}{signature}".strip()


def _names(settings: district.Settings) -> tuple[str, ...]:
    plain = settings.part(Plain)
    signatures = [one for words in (plain.ko, plain.en) if words for one in words.signatures]
    own = [name for one in departments.departments() for name in (one.name_ko, one.name_en)]
    return tuple(name for name in (*own, *(one.strip("-–— ") for one in signatures)) if name)
