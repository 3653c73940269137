"""Work of the room that a clock starts. It may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.platform.core import clock
from townline.prevention.incidents.broadcasts import api


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def send_broadcasts(timestamp: int) -> None:
    """Queue the texts of broadcasts that leave, each minute and when an approval's hold is over."""
    api.broadcasts_run(now=clock.now())
