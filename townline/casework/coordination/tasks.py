"""Work of the room that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.casework.coordination import api
from townline.platform.core import clock


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def notify_overdue(timestamp: int) -> None:
    """Tell of positions and agencies' answers that are due, each minute."""
    api.positions_run(now=clock.now())
    api.referrals_run(now=clock.now())
