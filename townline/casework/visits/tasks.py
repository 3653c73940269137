"""Work of the room that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.casework.visits import api
from townline.platform.core import clock


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def watch_visits(timestamp: int) -> None:
    """Tell in the morning what was planned at night, and note visits that nobody made."""
    now = clock.now()
    api.visit_notices_run(now=now)
    api.visits_run(now=now)
