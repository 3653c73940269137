"""Work of the room that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.casework.cases import api
from townline.platform.core import clock


@app.periodic(cron="41 18 * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def tidy_photos(timestamp: int) -> None:
    """Remove photos that no text and no draft has any more, each night."""
    api.photos_tidy(now=clock.now())
