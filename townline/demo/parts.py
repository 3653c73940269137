"""The parts of the demo in the order in which they are written, each whole or not at all."""

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import InterfaceError, OperationalError, transaction

from townline.casework.importing.api import HistoryCase
from townline.demo.cars.car_page import car
from townline.demo.cars.contacts import contacts
from townline.demo.cars.numbers import numbers
from townline.demo.desk.alarms import alarms
from townline.demo.desk.clocks import clocks
from townline.demo.desk.figures import figures, import_promises, readings
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
from townline.demo.stories.before import before
from townline.demo.works.firms import firms
from townline.demo.works.measures import measures
from townline.demo.works.plans import plans
from townline.demo.works.rains import rains
from townline.platform.core.redaction import describe_error

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the parts are written from. ``stories`` are the demo's cases."""

    now: dt.datetime
    folder: Path
    seed: int
    stories: Sequence[HistoryCase]
    transport: str


type Part = Callable[[Setting], object]
PARTS: dict[str, Part] = {
    "clocks": lambda of: clocks(of.now, of.folder),
    "commitments": lambda of: import_promises(of.now, of.folder),
    "joint cases": lambda of: joint(of.now, of.folder),
    "ratings": lambda of: residents(of.now, of.folder, of.stories, of.transport, of.seed),
    "visits": lambda of: visits(of.now, of.folder),
    "group complaint": lambda of: group(of.now),
    "instructions": lambda of: morning(of.now, of.folder),
    "imported texts": lambda of: before(of.now, of.folder),
    "absences and duty rota": lambda of: staff(of.now, of.folder),
    "statistics": lambda of: figures(of.now),
    "notes and access log": lambda of: notify(of.now, of.folder),
    "saved searches": lambda of: searches(of.now, of.folder),
    "danger alerts": lambda of: alarms(of.now, of.folder),
    "safe numbers": lambda of: numbers(of.now),
    "parked car": lambda of: car(of.now),
    "contacts of cars": lambda of: contacts(of.now),
    "queues": lambda of: halls(of.now),
    "statistics of queues": lambda of: queue_days(of.now),
    "road hazards": lambda of: roads(of.now, of.folder),
    "readings": lambda of: readings(of.now),
    "road sections": lambda of: sections(of.now, of.folder, of.seed),
    "survey of homes": lambda of: survey(of.now, of.folder, of.seed),
    "policies": lambda of: policies(of.now, of.folder),
    "incidents": lambda of: incidents(of.now, of.folder, of.stories),
    "warnings": lambda of: warnings(of.now),
    "works": lambda of: measures(of.now, of.seed),
    "plans of works": lambda of: plans(of.now),
    "work orders": lambda of: firms(of.now),
    "rain": lambda of: rains(of.now, of.seed),
    "briefings": lambda of: briefings(of.now),
}


def write_parts(setting: Setting) -> list[str]:
    """Write every part in a savepoint of its own; give the names of those that failed.

    A part that fails leaves nothing, and a warning in the log names it. Raises OperationalError
    or InterfaceError where the database is away: then no part can be written.
    """
    return [name for name, part in PARTS.items() if not _write(name, part, setting)]


def _write(name: str, part: Part, setting: Setting) -> bool:
    try:
        with transaction.atomic():
            part(setting)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 -- no part may stop the first start
        log.warning(
            "the demo starts without its %s: %s", name, describe_error(error, error.__traceback__)
        )
        return False
    return True
