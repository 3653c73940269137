"""Work of the room that a clock starts. It may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.platform.core import clock
from townline.prevention.works import api


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def follow_works(timestamp: int) -> None:
    """Read anew the homes and spots in which something changed."""
    api.marks_run(now=clock.now())


@app.periodic(cron="40 19 * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def read_works(timestamp: int) -> None:
    """Once a day, when few work in Korea, read all sources whole."""
    api.sources_read(now=clock.now())


@app.periodic(cron="10 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def ask_consents(timestamp: int) -> None:
    """Each hour of the day remind who has not answered, and end what is over."""
    api.consents_run(now=clock.now())


@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def press_papers(press_id: int) -> None:
    """Make a file of papers, once."""
    api.press_run(press_id)
