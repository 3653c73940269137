"""Work of the room that a clock starts. It may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.platform.core import clock
from townline.prevention.incidents import api


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def offer_cases(timestamp: int) -> None:
    """Offer what came since to incidents, and bring what was asked to them, each minute."""
    now = clock.now()
    api.offers_run(now=now)
    api.replies_run(now=now)
