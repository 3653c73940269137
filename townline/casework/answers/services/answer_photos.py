"""Photos in what is being written: looked at first, then bound like the words."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from townline.casework.answers.errors import PhotosNotCarried, TooManyPhotos
from townline.casework.answers.models import Draft
from townline.casework.cases.api import (
    CaseEvent,
    CaseState,
    PhotoUnusable,
    WrongState,
    case_lock,
    case_transition,
)
from townline.casework.cases.models import Case
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Photo
from townline.platform.departments.api import Act, Permission, Viewer

ANSWER_PHOTOS = 3  # what one MMS carries in Korea


def draft_photos_add(act: Act, *, code: str, files: Sequence[bytes]) -> Draft:
    """Put photos with the draft, in order, under a new version; all or none.

    Each is drawn anew and small enough for every network. Raises PhotoUnusable with its
    ``problem``, TooManyPhotos, PhotosNotCarried, WrongState. Takes a third of a second for each
    file; to be called outside a transaction.
    """
    _check(act, code, len(files))
    photos = [_make_photo(data, act.now) for data in files]
    with transaction.atomic():
        case, draft = _lock_draft(code, act.viewer)
        names = list(dict.fromkeys([*draft.photos, *(photo.sha256 for photo in photos)]))
        photos_check(len(names), now=act.now)
        return _save(act, case, draft, names)


@transaction.atomic
def draft_photo_drop(act: Act, *, code: str, sha256: str) -> Draft:
    """Take a photo out of the draft; one that is not there changes nothing."""
    case, draft = _lock_draft(code, act.viewer)
    names = [name for name in draft.photos if name != sha256]
    return draft if names == draft.photos else _save(act, case, draft, names)


@transaction.atomic
def draft_photos_put(act: Act, *, code: str, hashes: Sequence[str]) -> Draft:
    """Put photos that are kept already with the draft, as far as it carries them now."""
    case, draft = _lock_draft(code, act.viewer)
    names = list(dict.fromkeys([*draft.photos, *hashes]))
    names = names[: max(photos_most(now=act.now), len(draft.photos))]
    return draft if names == draft.photos else _save(act, case, draft, names)


@transaction.atomic
def _check(act: Act, code: str, more: int) -> None:
    # Before anything is looked at: whoever may not write here costs no work.
    _, draft = _lock_draft(code, act.viewer)
    photos_check(len(draft.photos) + more, now=act.now)


def photos_most(*, now: dt.datetime) -> int:
    """Say how many photos an answer may have now: as many as the best link at work carries."""
    return min(ANSWER_PHOTOS, conversations.photos_carried(now))


def photos_check(number: int, *, now: dt.datetime) -> None:
    """Raise PhotosNotCarried or TooManyPhotos where that many cannot leave with an answer."""
    most = photos_most(now=now)
    if number and not most:
        raise PhotosNotCarried("no link that carries photos is at work; take them out, or wait")
    if number > most:
        words = f"an answer carries at most {most} photos over the links at work"
        raise TooManyPhotos(words, most=most)


def _make_photo(data: bytes, now: dt.datetime) -> Photo:
    try:
        return conversations.photo_make(data=data, now=now)
    except conversations.PhotoRefused as refused:
        raise PhotoUnusable(str(refused), problem=refused.problem) from refused


def _lock_draft(code: str, viewer: Viewer) -> tuple[Case, Draft]:
    case = case_lock(code=code, viewer=viewer, permission=Permission.WRITE)
    if case.department_id is None:
        raise WrongState("send the case to a department first", state=case.state)
    draft = Draft.objects.select_for_update().filter(case=case).first()
    return case, draft or Draft(case=case, version=0, author_id=viewer.staff_id)


def _save(act: Act, case: Case, draft: Draft, names: list[str]) -> Draft:
    if case.state != CaseState.DRAFTED:
        case_transition(case=case, event=CaseEvent.DRAFT, actor=act.actor, now=act.now)
    draft.photos = names
    draft.version += 1
    draft.author_id = act.viewer.staff_id
    draft.updated_at = act.now
    draft.submitted_by = draft.submitted_at = None
    draft.save()
    return draft
