"""Work of the room that a clock starts. It may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.platform.core import clock
from townline.prevention.policy import api


@app.periodic(cron="*/10 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def watch_steps(timestamp: int) -> None:
    """Tell of steps that are due or late, every ten minutes."""
    api.notify_due_steps(now=clock.now())
