"""Work of the room that a clock starts. It may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.platform.core import clock
from townline.prevention.hazards import api


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def watch_hazards(timestamp: int) -> None:
    """Tell more people of steps that are late, each minute and when it is time."""
    api.hazards_run(now=clock.now())
