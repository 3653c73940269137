"""When more people are told that a step is late: not at night, unless somebody may die of it."""

import datetime as dt

from django.conf import settings
from procrastinate.contrib.django import app

from townline.casework.cases.api import ends
from townline.prevention.hazards.selectors.words import endangers

WATCH = "townline.prevention.hazards.tasks.watch_hazards"


def escalates_at(severity: str, due_at: dt.datetime) -> dt.datetime:
    """Say when a deadline's passing is told."""
    return due_at if endangers(severity) else ends(due_at) or due_at


def watch_at(at: dt.datetime | None) -> None:
    """Have a job look at the very moment; the one of each minute finds what this one misses."""
    if at is not None:
        job = app.configure_task(WATCH, queue=settings.TOWNLINE_DISTRICT, schedule_at=at)
        job.defer(timestamp=int(at.timestamp()))
