"""Work of the room that a clock starts. It may run twice, or late, without harm."""

import logging

from django.conf import settings
from procrastinate.contrib.django import app

from townline.platform.core import clock
from townline.prevention.works.progress import api

_log = logging.getLogger(__name__)


@app.periodic(cron="50 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def fold_sums(timestamp: int) -> None:
    """Add the lines of sums up."""
    api.sums_fold()


@app.periodic(cron="25 20 * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def mend_sums(timestamp: int) -> None:
    """Once a day, when few work in Korea, see that sums are those of their rows."""
    if adrift := api.sums_mend():
        _log.warning("sums of works had drifted in %s groups and were counted anew", adrift)


@app.periodic(cron="5 22 * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def plan_checks(timestamp: int) -> None:
    """Each morning in Korea put works whose yearly check comes up into rounds."""
    api.plan_checks(now=clock.now())


@app.periodic(cron="15 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def notify_checks(timestamp: int) -> None:
    """Tell of new rounds, of those that are due soon, and of late ones."""
    api.notify_checks(now=clock.now())
