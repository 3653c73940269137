"""Work of the room that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.casework.deadlines import api
from townline.platform.core import clock


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def remind(timestamp: int) -> None:
    """Remind of promises, each minute."""
    api.reminders_run(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def remind_of_promised_dates(timestamp: int) -> None:
    """Remind of dates promised in answers, and tell of those that passed, each minute."""
    api.promised_run(now=clock.now())


@app.periodic(cron="17 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def close_answered(timestamp: int) -> None:
    """Close answered cases that nobody came back to, each hour."""
    api.answered_close(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def watch_legal_clocks(timestamp: int) -> None:
    """Tell of legal periods, and count them anew when the calendar has changed, each minute."""
    now = clock.now()
    api.legal_recount_run(now=now)
    api.legal_reminders_run(now=now)


@app.periodic(cron="29 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def begin_legal_clocks(timestamp: int) -> None:
    """Begin the legal clocks of open cases that have none, each hour."""
    api.legal_begin_run()
