"""What a briefing says: counts with names in both languages, kept as they were said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

WHOLE = ""  # the scope of whoever sees all departments
MOST_CASES = 300  # that are kept with one sentence


class Section(StrEnum):
    """Parts of a briefing, in their order."""

    CAME = "came"
    RISES = "rises"
    LATE = "late"
    REPEATS = "repeats"
    PROMISED = "promised"
    GROUND = "ground"
    EVENTS = "events"


type Names = dict[str, str]  # by language
type Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One sentence. ``name``: which sentence it is; ``about``: the code of what it names.

    ``scope``: the department that it is said to, WHOLE for who sees all. ``n``: the count that it
    tells; ``more``: the other values of its words, names in both languages. ``link``: the page it
    leads to; ``cases``: ids of the cases that were counted, where a list of them is kept.
    ``settled``: it counts what happened in the week, so that it can be counted once more.
    """

    scope: str
    source: str
    section: Section
    name: str
    n: int
    about: str = ""
    more: Mapping[str, int | str | Names] = field(default_factory=dict)
    link: str = ""
    cases: tuple[int, ...] = ()
    settled: bool = False

    @property
    def key(self) -> Key:
        return self.scope, self.name, self.about

    def kept(self) -> dict[str, Any]:
        """Give it as a row keeps it."""
        return {
            "scope": self.scope, "source": self.source, "section": str(self.section),
            "name": self.name, "n": self.n, "about": self.about, "more": dict(self.more),
            "link": self.link, "cases": list(self.cases[:MOST_CASES]), "settled": self.settled,
        }  # fmt: skip


def fact_of(stored: Mapping[str, Any]) -> Fact:
    """Read what ``Fact.kept`` gave."""
    more = {**stored, "section": Section(stored["section"]), "cases": tuple(stored["cases"])}
    return Fact(**more)


_MOST_SENTENCES = 5  # of one kind in one section, so that a briefing stays on two pages


def choose_facts(facts: Iterable[Fact]) -> list[Fact]:
    """Put facts in the order in which they are said, and leave out what would be too much."""
    order = list(Section)
    found: list[Fact] = []
    counts: dict[tuple[str, str], int] = {}
    for fact in sorted(facts, key=lambda one: (one.scope, order.index(one.section))):
        kind = fact.scope, fact.name
        counts[kind] = counts.get(kind, 0) + 1
        # None of several is worth a sentence, nothing of nothing is not.
        if (fact.n or fact.more.get("whole")) and counts[kind] <= _MOST_SENTENCES:
            found.append(replace(fact, cases=fact.cases[:MOST_CASES]))
    return found
