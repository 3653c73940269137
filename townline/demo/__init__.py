"""Builds the demo: sixty days of a believable district, and what is open at this moment."""

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from townline.casework.importing import api as importing
from townline.casework.importing.api import HistoryCase
from townline.demo.cars.car import car
from townline.demo.cars.contacts import contacts
from townline.demo.cars.numbers import numbers
from townline.demo.desk.alarms import alarms
from townline.demo.desk.clocks import clocks
from townline.demo.desk.figures import figures, promised, readings
from townline.demo.desk.incidents import incidents
from townline.demo.desk.joint import joint
from townline.demo.desk.morning import morning
from townline.demo.desk.notify import notify
from townline.demo.desk.residents import residents
from townline.demo.desk.searches import searches
from townline.demo.desk.staff import staff
from townline.demo.desk.visits import group, visits
from townline.demo.desk.warnings import warnings
from townline.demo.ground.sections import sections
from townline.demo.halls.queue_days import queue_days
from townline.demo.halls.queues import halls
from townline.demo.homes.survey import survey
from townline.demo.policy.briefings import briefings
from townline.demo.policy.story import policies
from townline.demo.roads.story import roads
from townline.demo.stories import calendar, scenarios
from townline.demo.stories.before import before
from townline.demo.stories.believable import believable
from townline.demo.stories.casting import Office, Residents
from townline.demo.stories.choosing import Chooser
from townline.demo.stories.telling import Teller
from townline.demo.stories.waiting import Waiting
from townline.demo.works.firms import firms
from townline.demo.works.measures import measures
from townline.demo.works.plans import plans
from townline.demo.works.rains import rains
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.paths import DEMO
from townline.prevention.themes import api as themes

__all__ = ["FOLDER", "TRANSPORT", "build", "is_built", "stories"]

FOLDER = DEMO
TRANSPORT = "demo"
_SUBJECT = "demo"
_LATEST = dt.timedelta(minutes=10)
_AFTER_THE_START = dt.timedelta(minutes=1)


def is_built() -> bool:
    """Say whether this schema has the demo's history."""
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
    Does nothing (0) where the demo is built already.
    """
    if is_built():
        return 0
    told = stories(now, seed=seed, folder=folder)
    progress(f"writing {len(told)} cases")
    count = importing.history_import(
        stories=told,
        transport=TRANSPORT,
        destination_addr="".join(filter(str.isdigit, district.line_number())),
        now=now,
    )
    clocks(now, folder)
    promised(now, folder)
    joint(now, folder)
    residents(now, folder, told, TRANSPORT, seed)
    visits(now, folder)
    group(now)
    morning(now, folder)
    before(now, folder)
    staff(now, folder)
    figures(now)
    notify(now, folder)
    searches(now, folder)
    alarms(now, folder)
    numbers(now)
    car(now)
    contacts(now)
    halls(now)
    queue_days(now)
    roads(now, folder)
    readings(now)
    sections(now, folder, seed)
    survey(now, folder, seed)
    policies(now, folder)
    incidents(now, folder)
    warnings(now)
    measures(now, seed)
    plans(now)
    firms(now)
    rains(now, seed)
    briefings(now)
    # Some seconds of work, when the start is over.
    themes.themes_ask(now + _AFTER_THE_START)
    audit.record(
        audit.Entry(
            subject=_SUBJECT,
            event="demo:history:build",
            actor=audit.SYSTEM,
            at=now,
            data={"cases": count, "seed": seed},
        )
    )
    return count


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
    told = [teller.tell(happening) for happening in sorted(happenings, key=lambda h: h.at)]
    told = [story for story in told if believable(story)]
    told += [Waiting(raw, office, now).tell() for raw in material.open_cases]
    return told
