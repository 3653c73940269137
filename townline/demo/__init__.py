"""Builds the demo: sixty days of a believable district, and what is open at this moment."""

import datetime as dt
import logging
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from townline.casework.importing import api as importing
from townline.casework.importing.api import HistoryCase, ReceivedStep
from townline.demo.parts import Setting, write_parts
from townline.demo.stories import calendar, scenarios
from townline.demo.stories.casting import Office, Residents
from townline.demo.stories.choosing import Chooser
from townline.demo.stories.telling import Teller
from townline.demo.stories.timeline import NoRoom
from townline.demo.stories.waiting import OpenStory
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.paths import DEMO
from townline.prevention.policy.themes import api as themes

__all__ = ["FOLDER", "TRANSPORT", "build", "is_built", "mark_omitted", "stories"]

log = logging.getLogger(__name__)

FOLDER = DEMO
TRANSPORT = "demo"
_SUBJECT = "demo"
OMITTED = "demo:history:omit"
_LATEST = dt.timedelta(minutes=10)
# As far back as a surge is looked for. The open cases come then: with two texts that somebody types
# they are as many as a Sunday or a night bears.
_LATELY = dt.timedelta(hours=3, minutes=31)
_AFTER_THE_START = dt.timedelta(minutes=1)


def is_built() -> bool:
    """Say whether this schema has the demo's history, or goes on without it."""
    return audit.history(_SUBJECT).exists()


def _quiet(_words: str) -> None:
    pass


@transaction.atomic
def build(
    now: dt.datetime,
    *,
    seed: int = 7,
    progress: Callable[[str], None] = _quiet,
    folder: Path = FOLDER,
) -> int:
    """Build history and open cases in one transaction; return the number of cases.

    The district with its staff must be loaded. The same seed and moment give the same cases.
    Does nothing (0) where the demo is built already. A part that fails is left out, and a
    warning in the log names it.
    """
    if is_built():
        return 0
    # The days of the demo are the district's, wherever the server says it is.
    with timezone.override(district.current().zone):
        return _build(now, seed, progress, folder)


def _build(now: dt.datetime, seed: int, progress: Callable[[str], None], folder: Path) -> int:
    history = stories(now, seed=seed, folder=folder)
    progress(f"writing {len(history)} cases")
    count = importing.history_import(
        stories=history,
        transport=TRANSPORT,
        destination_addr="".join(filter(str.isdigit, district.line_number())),
        now=now,
    )
    history = [story for story in history if importing.refusal_of(story) is None]
    omitted = write_parts(Setting(now, folder, seed, history, TRANSPORT))
    # Some seconds of work, when the start is over.
    themes.themes_ask(now + _AFTER_THE_START)
    audit.record(
        audit.AuditEntry(
            subject=_SUBJECT,
            event="demo:history:build",
            actor=audit.SYSTEM,
            at=now,
            data={"cases": count, "seed": seed, "omitted": omitted},
        )
    )
    return count


def mark_omitted(now: dt.datetime) -> None:
    """Note that this schema goes on without the demo's history: no later start adds it."""
    audit.record(audit.AuditEntry(subject=_SUBJECT, event=OMITTED, actor=audit.SYSTEM, at=now))


def stories(now: dt.datetime, *, seed: int = 7, folder: Path = FOLDER) -> list[HistoryCase]:
    """Tell the demo's cases without storing them; what is open comes last."""
    rng = random.Random(seed)  # noqa: S311 -- a demonstration must be the same each time
    material = scenarios.read(folder)
    office, until = Office(rng), now - _LATEST
    chooser = Chooser(material, rng)
    happenings = []
    for day in reversed(list(calendar.days(now, district.current().zone, rng))):
        happenings += chooser.day(day, until)
    teller = Teller(material, office, Residents(rng), rng, until)
    ordered = sorted(happenings, key=lambda happening: happening.at)
    found = _ordinary([_story(one.scenario.id, partial(teller.tell, one)) for one in ordered], now)
    found += [_story(raw["title"], OpenStory(raw, office, now).tell) for raw in material.open_cases]
    return [story for story in found if story is not None]


def _ordinary(stories: list[HistoryCase | None], now: dt.datetime) -> list[HistoryCase | None]:
    """Leave out what would make the last hours, in which open cases came, as full as a surge."""
    return [one for one in stories if one and not _has_text_since(one, now - _LATELY)]


def _has_text_since(story: HistoryCase, since: dt.datetime) -> bool:
    return any(isinstance(step, ReceivedStep) and step.at > since for step in story.steps)


def _story(name: str, make_story: Callable[[], HistoryCase | None]) -> HistoryCase | None:
    try:
        return make_story()
    except NoRoom as error:
        log.warning("left out the demo's story %s: %s", name, error)
        return None
