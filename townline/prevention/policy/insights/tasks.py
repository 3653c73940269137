"""Work of the room that a clock starts. It may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.platform.core import clock
from townline.prevention.policy.insights import api


@app.periodic(cron="7 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def keep_figures(timestamp: int) -> None:
    """Count anew the days whose cases changed, each hour, so that pages need not."""
    api.figures_run(now=clock.now())
