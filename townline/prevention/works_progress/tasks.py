"""Work of the room that a clock starts. It may run twice, or late, without harm."""

import logging

from django.conf import settings
from procrastinate.contrib.django import app

from townline.prevention.works_progress import api

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
