"""Briefings as a viewer may read them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from townline.casework.cases import api as cases
from townline.platform.departments.api import Role, Viewer
from townline.prevention.policy.briefings.models import Briefing
from townline.prevention.policy.briefings.ports import SOURCES
from townline.prevention.policy.briefings.rules.facts import WHOLE, Fact, Key, Section, fact_of
from townline.prevention.policy.briefings.rules.weeks import Week
from townline.prevention.policy.briefings.selectors.sentences import TITLES, later, sentence
from townline.prevention.policy.briefings.selectors.weeks import briefing_period

# As of the figures, whose sentences these are.
READERS = frozenset({Role.CLERK, Role.HEAD, Role.MAYOR, Role.DEPUTY, Role.AUDITOR})
_SHOWN = 60  # weeks in the list of the page


@dataclass(frozen=True, slots=True)
class BriefingSentence:
    """One sentence. ``link``: where it leads; ``note``: what a later count says, or ""."""

    words: str
    link: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of a briefing, with its sentences."""

    key: Section
    title: str
    sentences: list[BriefingSentence]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case of a sentence, as lists name it."""

    code: str
    title: str
    is_open: bool
    department: str | None
    came_at: dt.datetime


def stored_weeks() -> list[Week]:
    """Give the weeks that there are briefings of, the latest first; one query."""
    rows = Briefing.objects.order_by("-year", "-week").values_list("year", "week")
    return [Week(*row) for row in rows[:_SHOWN]]


def briefing_of(week: Week) -> Briefing | None:
    """Give the briefing of a week, None where none was made; one query."""
    return Briefing.objects.filter(year=week.year, week=week.number).first()


def scope_of(viewer: Viewer) -> str | None:
    """Say what is told to somebody: WHOLE, their department's code, or None: nothing."""
    if viewer.role not in READERS:
        return None
    return WHOLE if viewer.departments is None else viewer.department


def facts_for(briefing: Briefing, viewer: Viewer) -> list[tuple[int, Fact]]:
    """Give what a viewer may read of a briefing, each with its number within it.

    What leads to a page that they may not open is not said.
    """
    scope, opens = scope_of(viewer), {one.name: one.opens for one in SOURCES.value}
    found = enumerate(map(fact_of, briefing.facts))
    return [
        (number, fact)
        for number, fact in found
        if fact.scope == scope and fact.source in opens and opens[fact.source](viewer)
    ]


def counted_again(week: Week, facts: Iterable[Fact], now: dt.datetime) -> dict[Key, int]:
    """Count what happened in a week once more; only what counts otherwise now is there.

    A fixed number of queries.
    """
    settled = {fact.key: fact for fact in facts if fact.settled}
    question, found = briefing_period(week, now), dict.fromkeys(settled, 0)
    for source in SOURCES.value:
        if source.again and any(fact.source == source.name for fact in settled.values()):
            found |= {k: n for k, n in source.again(question).items() if k in settled}
    return {key: count for key, count in found.items() if count != settled[key].n}


def chapters(
    week: Week, facts: Iterable[tuple[int, Fact]], others: dict[Key, int]
) -> list[Chapter]:
    """Say facts in the reader's language; a part without sentences is left out."""
    found: dict[Section, list[BriefingSentence]] = {}
    for number, fact in facts:
        note = later(fact, others[fact.key]) if fact.key in others else ""
        link = fact.link or f"/briefings/{week}/{number}/"
        found.setdefault(fact.section, []).append(BriefingSentence(sentence(fact), link, note))
    return [Chapter(key, str(TITLES[key]), found[key]) for key in Section if key in found]


def sentence_cases(fact: Fact, viewer: Viewer) -> list[CaseLine]:
    """Give the cases of a sentence that a viewer sees, the latest first; one query."""
    rows = cases.visible(viewer).filter(id__in=fact.cases).order_by("-first_text_at", "-id")
    return [
        CaseLine(
            code=row.code or "",
            title=row.title,
            is_open=row.state in cases.OPEN,
            department=row.department_id,
            came_at=row.first_text_at,
        )
        for row in rows
    ]
