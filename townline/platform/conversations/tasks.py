"""Work of the room that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.platform.conversations import api
from townline.platform.core import clock

_PHOTOS = 20


@app.periodic(cron="* * * * * */15")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def tidy(timestamp: int) -> None:
    """Join what waited too long for a missing part; hold what a dead link may have sent."""
    now = clock.now()
    api.parts_expire(now=now)
    api.leases_expire(now=now)
    # Those whose own job was lost.
    api.photos_look(limit=_PHOTOS, now=now)


@app.task(queue=settings.TOWNLINE_DISTRICT, name="townline.platform.conversations.tasks.look")
def look() -> None:
    """Look at photos that came in; enqueued where they are stored."""
    while api.photos_look(limit=_PHOTOS, now=clock.now()) == _PHOTOS:
        pass
