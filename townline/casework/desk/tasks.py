"""Work of the room that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.casework.desk import api
from townline.platform.core import clock


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def hand_over(timestamp: int) -> None:
    """Begin and end leaves, and tell who stands in and who is back, each minute."""
    api.handovers_run(now=clock.now())
