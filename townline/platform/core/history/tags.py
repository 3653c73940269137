"""The names of events in the history: ``subject:noun:verb`` (docs/adr/0027).

``subject`` is whose line of history it is, ``noun`` what of it changes, ``verb`` how, in its base
form: ``case:answer:submit``. All stand in a table of their wing with their words,
``history_tags.py``.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Self

from townline.platform.core.ports import Port

PATTERN = re.compile(r"[a-z]+(?:_[a-z]+)*(?::[a-z]+(?:_[a-z]+)*){2}")
LONGEST = 40  # characters; the column of the history


class UndeclaredTag(LookupError):
    """An event that no table names, or that is written about another kind of subject."""


class Tagged(StrEnum):
    """What can happen to the rows of a machine: a word of its table, and how the history names it.

    A member is written as the two: ``SUBMIT = "submit", "case:answer:submit"``.
    """

    tag: str

    def __new__(cls, word: str, tag: str) -> Self:
        """Make a member that is its word; raises ValueError for a tag that is none."""
        if not PATTERN.fullmatch(tag):
            raise ValueError(f"{tag!r} is not subject:noun:verb")
        member = str.__new__(cls, word)
        member._value_ = word
        member.tag = tag
        return member


def nested_tag(subject: str, tag: str) -> str:
    """Name an event in the history of what it is part of: its own kind is the noun there.

    ``visit:trip:plan`` beside ``case`` is ``case:visit:plan``.
    """
    kind, _, verb = tag.split(":")
    return f"{subject}:{kind}:{verb}"


def _check_tables(tables: Sequence[Mapping[str, object]]) -> None:
    """Refuse a tag that stands in two tables."""
    named = [tag for table in tables for tag in table]
    if twice := sorted({tag for tag in named if named.count(tag) > 1}):
        raise ValueError(f"two tables of events name {', '.join(twice)}")


# Every tag with its words, which ``str`` gives in the reader's language.
TABLES: Port[Sequence[Mapping[str, object]]] = Port("tables of events", check=_check_tables)


def _words_of(tag: str) -> object | None:
    return next((table[tag] for table in TABLES.value if tag in table), None)


def declared_tags() -> frozenset[str]:
    """Give every tag that may be written."""
    return frozenset(tag for table in TABLES.value for tag in table)


def label(tag: str) -> str:
    """Say an event in the reader's language; what nobody declares goes by its own name."""
    return str(_words_of(tag) or tag)


def check(subject: str, tag: str) -> None:
    """Refuse what would stand in the history under no known name. Raises UndeclaredTag."""
    if _words_of(tag) is None:
        raise UndeclaredTag(f"{tag!r} stands in no table of events")
    if tag.partition(":")[0] != subject.partition(":")[0]:
        raise UndeclaredTag(f"{tag!r} is not an event of {subject.partition(':')[0]!r}")
