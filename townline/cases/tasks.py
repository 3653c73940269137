"""Work of the room that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.cases import api
from townline.core import clock, hurrying


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


@app.periodic(cron="41 18 * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def tidy_photos(timestamp: int) -> None:
    """Remove photos that no text and no draft has any more, each night."""
    api.photos_tidy(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def watch_visits(timestamp: int) -> None:
    """Tell in the morning what was planned at night, and note visits that nobody made."""
    now = clock.now()
    api.visit_tells_run(now=now)
    api.visits_run(now=now)


@app.periodic(cron="*/10 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def ask_residents(timestamp: int) -> None:
    """Ask for ratings and how it is a month later, each ten minutes; office hours only."""
    api.follow_ups_run(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def tell_people(timestamp: int) -> None:
    """Tell people outside of the pages what stands among their notices, each minute."""
    if api.alerts_run(now=clock.now()):
        # Some of it may be of danger: letters and pushes do not wait for their own minute.
        hurrying.hurry()


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def watch_alarms(timestamp: int) -> None:
    """Tell more people of alarms that nobody has acknowledged, each minute and when it is time."""
    api.alarms_run(now=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def send_digests(timestamp: int) -> None:
    """Send the morning's figures to those whose hour has come, every five minutes."""
    api.digests_run(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def tell_silence(timestamp: int) -> None:
    """Tell of positions and agencies' answers that are due, each minute."""
    api.positions_run(now=clock.now())
    api.referrals_run(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def watch_legal_clocks(timestamp: int) -> None:
    """Tell of legal periods, and count them anew when the calendar has changed, each minute."""
    now = clock.now()
    api.legal_recount_run(now=now)
    api.legal_reminders_run(now=now)


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def hand_over(timestamp: int) -> None:
    """Begin and end leaves, and tell who stands in and who is back, each minute."""
    api.handovers_run(now=clock.now())


@app.periodic(cron="29 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def begin_legal_clocks(timestamp: int) -> None:
    """Begin the legal clocks of open cases that have none, each hour."""
    api.legal_begin_run()


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def index_words(timestamp: int) -> None:
    """Take apart what was written since, for the search, each minute."""
    api.search_index_run()


@app.periodic(cron="53 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def hold_rules(timestamp: int) -> None:
    """Hold rules of assignment that past cases speak against, each hour."""
    api.rules_hold(now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def find_incidents(timestamp: int) -> None:
    """Find texts of one event among those that came since, each minute: water rises fast."""
    api.incidents_run(now=clock.now())
