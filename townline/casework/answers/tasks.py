"""Work of the room that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.casework.answers import api
from townline.platform.core import clock


@app.periodic(cron="*/5 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def send_digests(timestamp: int) -> None:
    """Send the morning's figures to those whose hour has come, every five minutes."""
    api.digests_run(now=clock.now())
