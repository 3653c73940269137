"""Notes among staff, and who is called in them."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.errors import InvalidInput, MentionBlind, MentionUnknown
from townline.casework.cases.models import Case, Mention, Note
from townline.casework.cases.rules import Remark
from townline.casework.cases.rules.mentions import called_in, unknown_in
from townline.casework.cases.selectors.lists import sees
from townline.casework.cases.selectors.mentions import callees, everybody
from townline.casework.cases.services.notices import notify
from townline.casework.cases.services.transition import case_lock, publish
from townline.casework.cases.services.undo_marks import remark
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission

# Calling somebody in a note: a notice to them, if they may see the case.


def mentions_keep(*, note: Note, case: Case, now: dt.datetime) -> set[int]:
    """Keep who is called in a note and put it before them; give their ids.

    Raises MentionUnknown for a sign-in name of nobody, and MentionBlind for people who may not
    see the case: they could not open what they are called to.
    """
    if "@" not in note.body:
        return set()
    people = {one.id: one for one in everybody()}
    called = called_in(note.body, callees(people.values()))
    if unknown := unknown_in(note.body, called):
        names = ", ".join(unknown)
        raise MentionUnknown(f"nobody signs in as {names}", names=names)
    ids = {one.id for one in called}
    blind = [
        people[one]
        for one in sorted(ids)
        if not sees(departments.viewer_of(people[one], now=now), case)
    ]
    if blind:
        names = ", ".join(one.username for one in blind)
        raise MentionBlind(f"may not see this case: {names}", names=names)
    Mention.objects.bulk_create(Mention(note=note, staff_id=one) for one in sorted(ids))
    notify(case, ids - {note.author_id}, "mention", now)
    return ids


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
