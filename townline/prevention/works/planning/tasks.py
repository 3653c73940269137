"""Work of the room that a page starts."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.platform.core.history.audit import SYSTEM
from townline.prevention.works.planning.services.running import plan_run


@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def plan_version(version_id: int) -> None:
    """Have a plan made, once."""
    plan_run(version_id, actor=SYSTEM)
