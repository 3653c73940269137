"""Work of the room that a clock starts. It may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.platform.core import clock
from townline.prevention.policy.themes import api


@app.periodic(cron="10 3 * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False, name=api.FIND)
def find_themes(timestamp: int, *, again: bool = False) -> None:
    """Find themes once a month, at night; ``again``: a person asked for it now."""
    now = clock.now()
    if again or api.run_due(now=now):
        api.themes_run(now=now)
