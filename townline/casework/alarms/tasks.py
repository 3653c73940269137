"""Work of the room that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.casework.alarms import api
from townline.platform.core import clock


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def watch_alarms(timestamp: int) -> None:
    """Tell more people of alarms that nobody has acknowledged, each minute and when it is time."""
    api.alarms_run(now=clock.now())
