"""Notes among staff, and who is called in them."""

from django.db import transaction

from townline.casework.cases.errors import InvalidInput
from townline.casework.cases.models import Note
from townline.casework.cases.rules import Remark
from townline.casework.cases.services.mentioning import mentions_keep
from townline.casework.cases.services.transition import case_lock, publish
from townline.casework.cases.services.undo_marks import remark
from townline.platform.departments.api import Act, Permission


@transaction.atomic
def note_add(act: Act, *, code: str, body: str) -> Note:
    """Write a note among staff; who is called in it (``@name``) is told.

    Raises MentionBlind and MentionUnknown for who cannot be called to this case.
    """
    case = case_lock(
        code=code, viewer=act.viewer, permission=Permission.WRITE, allow_participants=True
    )
    if not body.strip():
        raise InvalidInput("the note is empty")
    note = Note.objects.create(
        case=case, author_id=act.viewer.staff_id, body=body.strip(), at=act.now
    )
    called = mentions_keep(note=note, case=case, now=act.now)
    remark(act, case, Remark.NOTE, note=note.id, called=len(called))
    publish(case)
    return note
