"""Work of the room that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.casework.portal import api
from townline.platform.core import clock


@app.periodic(cron="*/10 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def ask_residents(timestamp: int) -> None:
    """Ask for ratings and how it is a month later, each ten minutes; office hours only."""
    api.follow_ups_run(now=clock.now())
