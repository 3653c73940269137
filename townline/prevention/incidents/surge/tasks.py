"""Work of the room that a clock starts. It may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.prevention.incidents.surge import api


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def watch_arrivals(timestamp: int) -> None:
    """Look each minute whether more texts come than usual, and whose help has ended."""
    api.surge_watch(now=clock.now())
    departments.helpers_settle(now=clock.now())
