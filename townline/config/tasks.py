"""Work of the house that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from townline.adapters.mail.queued import emails_run
from townline.adapters.simulator import handsets as demo_handsets
from townline.casework.data_protection.records import rewriting
from townline.platform.backup import requesting
from townline.platform.backup.watching import backup_watch
from townline.platform.conversations.api import silence_watch
from townline.platform.core import clock
from townline.platform.core.checks.disk import disk_watch
from townline.platform.core.personal_data import retention
from townline.platform.processes import liveness


@app.periodic(cron=liveness.BEAT_CRON)
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False, priority=1)
def beat(timestamp: int) -> None:
    """Leave a mark that jobs run."""
    liveness.beat(clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def watch_silence(timestamp: int) -> None:
    """Look whether texts still come in."""
    silence_watch(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def keep_demo_open(timestamp: int) -> None:
    """In the demo, have a hall where a ticket can be taken at every hour of every day."""
    if not settings.TOWNLINE_DEMO:
        return
    # Each process loads this file at its start; most need no demo, HTTP client or picture.
    from townline import demo  # noqa: PLC0415 -- as just said
    from townline.demo.halls.queues import halls_keep_open  # noqa: PLC0415 -- the same

    if demo.is_built():
        halls_keep_open(clock.now())


@app.periodic(cron="23 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def watch_backup(timestamp: int) -> None:
    """Look whether the last backup is too old."""
    backup_watch(now=clock.now())


@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def back_up() -> None:
    """Make a backup that was asked for on a page."""
    requesting.backup_run()


@app.periodic(cron="*/10 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def watch_disk(timestamp: int) -> None:
    """Look whether the disk is filling."""
    disk_watch(settings.TOWNLINE_HOME, now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def send_letters(timestamp: int) -> None:
    """Hand letters that wait to the mail server."""
    emails_run(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def send_pushes(timestamp: int) -> None:
    """Hand messages to browsers to their push services."""
    from townline.adapters.webpush.queued import pushes_run  # noqa: PLC0415 -- as above

    pushes_run(now=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def run_retention(timestamp: int) -> None:
    """Once a night, from half past three, let go of what was kept long enough."""
    now = clock.now()
    if retention.is_due(now):
        retention.run(now)


@app.periodic(cron="*/10 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def rewrite_erased(timestamp: int) -> None:
    """Once a night after something was erased, take it from the disk as well."""
    rewriting.run_if_due()


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def print_tickets(timestamp: int) -> None:
    """Print the paper tickets that wait; each minute also what a process that died has left."""
    from townline.adapters.escpos.queued import printouts_run  # noqa: PLC0415 -- as above

    printouts_run(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def watch_printers(timestamp: int) -> None:
    """Ask each printer how it is."""
    from townline.adapters.escpos.queued import printers_watch  # noqa: PLC0415 -- as above

    printers_watch(now=clock.now())


@app.task(
    queue=settings.TOWNLINE_DISTRICT,
    pass_context=False,
    retry=RetryStrategy(wait=10, max_attempts=60),
)
def erase_handset(lookup: str) -> None:
    """In the demo: erase the handset of somebody who was erased; tried until the file is free."""
    demo_handsets.erase_run(lookup)
