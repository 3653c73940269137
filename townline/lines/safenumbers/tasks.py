"""Work of the room that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.lines.safenumbers import api
from townline.platform.core import clock


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def keep_leases(timestamp: int) -> None:
    """Remind of leases that end, end them, free rested numbers, serve who waits, each minute."""
    api.leases_run(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def keep_requests(timestamp: int) -> None:
    """Text what waited for the end of quiet hours, end what nobody answered, recount help."""
    now = clock.now()
    api.requests_send(now=now)
    api.requests_expire(now=now)
    api.workers_forget(now=now)
    api.help_mark_recount(now=now)
