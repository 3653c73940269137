"""Work of the room that a page starts. It may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.platform.core.history.audit import Actor
from townline.prevention.surveys.services import list_files


@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def read_list(draft_id: int) -> None:
    """Read a large file of homes and say what it would do."""
    list_files.list_read(draft_id)


@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def compare_list(draft_id: int) -> None:
    """Say anew what a large file would do."""
    list_files.list_compare(draft_id)


@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def take_list(draft_id: int, staff_id: int, label: str) -> None:
    """Take a large file in for a person."""
    list_files.list_take_run(draft_id, Actor("staff", staff_id, label))
