"""Work of the room that a clock starts. It may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.platform.core import clock
from townline.prevention.policy.briefings import api


@app.periodic(cron="3,18,33,48 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def make_briefings(timestamp: int) -> None:
    """Tell of the week before, once it is due, and send it to those who lead."""
    api.briefings_run(now=clock.now())
