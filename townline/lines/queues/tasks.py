"""Work of the room that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.lines.queues import api
from townline.platform.core import clock


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def tick_queues(timestamp: int) -> None:
    """Open and close queues on time, and settle days gone by, each minute."""
    api.queues_tick(now=clock.now())
