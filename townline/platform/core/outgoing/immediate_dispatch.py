"""Letters and messages to browsers that wait leave now, not with the next minute."""

import time

from django.conf import settings
from procrastinate.contrib.django import app

JOBS = ("townline.config.tasks.send_letters", "townline.config.tasks.send_pushes")


def hurry() -> None:
    """Enqueue the jobs that hand on what waits, in the caller's transaction where there is one."""
    for name in JOBS:
        job = app.configure_task(name, queue=settings.TOWNLINE_DISTRICT)
        job.defer(timestamp=int(time.time()))
