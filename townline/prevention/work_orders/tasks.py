"""Work of the room that a clock starts. It may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.platform.core import clock
from townline.prevention.work_orders import api


@app.periodic(cron="20 9-17 * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def remind_firms(timestamp: int) -> None:
    """Text firms that have not answered, or whose day is near or past; by day only."""
    api.orders_remind(now=clock.now())
