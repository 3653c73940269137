"""Work of the room that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.casework.notifications import api
from townline.platform.core import clock
from townline.platform.core.outgoing import outbox


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def send_alerts(timestamp: int) -> None:
    """Tell people outside of the pages what stands among their notices, each minute."""
    if api.alerts_run(now=clock.now()):
        # Some of it may be of danger: letters and pushes do not wait for their own minute.
        outbox.dispatch_now()
