"""Notes among staff, and who is called in them."""

import datetime as dt

from django.db import transaction

from townline.cases.errors import InvalidInput
from townline.cases.models import Note
from townline.cases.rules import Remark
from townline.cases.services.mentioning import mentions_keep
from townline.cases.services.threading_keep import remark
from townline.cases.services.transition import case_lock, publish
from townline.departments.api import Power, Viewer


@transaction.atomic
def note_add(*, code: str, viewer: Viewer, now: dt.datetime, body: str) -> Note:
    """Write a note among staff; who is called in it (``@name``) is told.

    Raises MentionBlind and MentionUnknown for who cannot be called to this case.
    """
    case = case_lock(code=code, viewer=viewer, power=Power.WRITE, taking_part=True)
    if not body.strip():
        raise InvalidInput("the note is empty")
    note = Note.objects.create(case=case, author_id=viewer.staff_id, body=body.strip(), at=now)
    called = mentions_keep(note=note, case=case, now=now)
    remark(case, Remark.NOTE, viewer, now, note=note.id, called=len(called))
    publish(case)
    return note
