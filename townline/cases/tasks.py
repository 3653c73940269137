"""Work of the room that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.cases import api
from townline.core import clock


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def remind(timestamp: int) -> None:
    """Remind of promises, each minute."""
    api.reminders_run(now=clock.now())


@app.periodic(cron="17 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def close_answered(timestamp: int) -> None:
    """Close answered cases that nobody came back to, each hour."""
    api.answered_close(now=clock.now())


@app.periodic(cron="41 18 * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def tidy_photos(timestamp: int) -> None:
    """Remove photos that no text and no draft has any more, each night."""
    api.photos_tidy(now=clock.now())
