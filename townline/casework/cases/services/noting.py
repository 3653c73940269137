"""Notes among staff, and who is called in them."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.errors import InvalidInput
from townline.casework.cases.models import Note
from townline.casework.cases.rules import Remark
from townline.casework.cases.services.mentioning import mentions_keep
from townline.casework.cases.services.transition import case_lock, publish
from townline.casework.cases.services.undo_marks import remark
from townline.platform.departments.api import Permission, Viewer


@transaction.atomic
def note_add(*, code: str, viewer: Viewer, now: dt.datetime, body: str) -> Note:
    """Write a note among staff; who is called in it (``@name``) is told.

    Raises MentionBlind and MentionUnknown for who cannot be called to this case.
    """
    case = case_lock(code=code, viewer=viewer, permission=Permission.WRITE, taking_part=True)
    if not body.strip():
        raise InvalidInput("the note is empty")
    note = Note.objects.create(case=case, author_id=viewer.staff_id, body=body.strip(), at=now)
    called = mentions_keep(note=note, case=case, now=now)
    remark(case, Remark.NOTE, viewer, now, note=note.id, called=len(called))
    publish(case)
    return note
