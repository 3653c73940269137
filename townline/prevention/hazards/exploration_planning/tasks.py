"""Work of the room that a page starts. It may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.platform.core.history.audit import Actor
from townline.prevention.hazards.exploration_planning.services import place_jobs


@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def read_places(file_id: int) -> None:
    """Read a large file of places and say what taking it would do."""
    place_jobs.place_file_read(file_id)


@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def take_places(file_id: int, staff_id: int, label: str) -> None:
    """Take a large file of places for its person."""
    place_jobs.place_file_take_run(file_id, Actor("staff", staff_id, label))
