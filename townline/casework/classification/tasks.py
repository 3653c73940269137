"""Work of the room that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.casework.classification import api
from townline.platform.core import clock


@app.periodic(cron="53 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def hold_rules(timestamp: int) -> None:
    """Hold rules of assignment that past cases speak against, each hour."""
    api.rules_hold(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def find_incidents(timestamp: int) -> None:
    """Find texts of one event among those that came since, each minute: water rises fast."""
    api.incidents_run(now=clock.now())
