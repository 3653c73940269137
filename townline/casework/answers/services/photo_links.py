"""A page of photos before and after, behind a link that the mayor confirms with the words."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from townline.casework.answers.errors import TooManyPhotos
from townline.casework.answers.models import PhotoLink
from townline.casework.answers.selectors.photo_links import photos_of
from townline.casework.answers.services.composing import words_append
from townline.casework.answers.settings import Answers
from townline.casework.cases.api import (
    InvalidInput,
    NotFound,
    PhotoUnusable,
    Remark,
    case_lock,
    subject,
)
from townline.casework.cases.models import Case
from townline.casework.portal.api import NoPublicAddress, link_hash
from townline.platform.conversations import api as conversations
from townline.platform.core import district, resident_moments
from townline.platform.core.history import audit
from townline.platform.core.http import public
from townline.platform.core.personal_data.retention import Rule, by_age
from townline.platform.departments.api import Act, Permission, Viewer

LINK_PHOTOS = 6  # on each side of a page; it must stay light on a phone
_TOKEN_BYTES = 16


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link that was just made; ``address`` is told once and now stands in the draft."""

    id: int
    address: str
    expires_at: dt.datetime


def photo_link_make(
    act: Act, *, code: str, before: Sequence[str], after: Sequence[str], files: Sequence[bytes] = ()
) -> MadeLink:
    """Make a page of photos and put its address at the end of the draft, for the mayor to see.

    ``before`` and ``after`` name photos of the case by content; ``files`` are further ones for
    *after*, drawn anew without metadata. Works for the district's ``photo_link_days``. Raises
    NotFound for photos of another case, InvalidInput without any, TooManyPhotos, PhotoUnusable,
    NoPublicAddress. Takes a third of a second for each file; outside a transaction.
    """
    _check(code, act.viewer, before, after, len(files))
    made = [_make_photo(data, act.now) for data in files]
    with transaction.atomic():
        case = _check(code, act.viewer, before, after, len(files))
        return _make(act, case, [*before], [*after, *made])


@transaction.atomic
def _check(
    code: str, viewer: Viewer, before: Sequence[str], after: Sequence[str], more: int = 0
) -> Case:
    case = case_lock(code=code, viewer=viewer, permission=Permission.WRITE)
    if not public.address("/"):
        raise NoPublicAddress("set TOWNLINE_PUBLIC_URL: links in texts begin with it")
    if not (before or after or more):
        raise InvalidInput("choose at least one photo")
    if max(len(before), len(after) + more) > LINK_PHOTOS:
        raise TooManyPhotos(f"at most {LINK_PHOTOS} photos a side", most=LINK_PHOTOS)
    known = photos_of(case)
    if not known.keys() >= {*before, *after}:
        raise NotFound(f"case {code} has no such photo", code=code)
    return case


def _make_photo(data: bytes, now: dt.datetime) -> str:
    try:
        return conversations.photo_make(data=data, now=now).sha256
    except conversations.PhotoRefused as refused:
        raise PhotoUnusable(str(refused), problem=refused.problem) from refused


def _make(act: Act, case: Case, before: list[str], after: list[str]) -> MadeLink:
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    days = district.part(Answers).photo_link_days
    link = PhotoLink.objects.create(
        case=case,
        token_hash=link_hash(token),
        before=before,
        after=after,
        made_by_id=act.viewer.staff_id,
        made_at=act.now,
        expires_at=act.now + dt.timedelta(days=days),
    )
    address = public.address(f"/p/{token}")
    link_template = district.text("opening.photo_link", case.language)
    until = resident_moments.day(link.expires_at, case.language)
    words_append(act, case=case, words=link_template.format(link=address, until=until))
    _remark(act, case, Remark.PHOTO_LINK, photos=len(before) + len(after))
    return MadeLink(link.id, address, link.expires_at)


@transaction.atomic
def photo_link_end(act: Act, *, code: str, link_id: int) -> None:
    """Let a link work no longer; one that does not is left as it is. Raises NotFound."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    link = PhotoLink.objects.select_for_update().filter(case=case, id=link_id).first()
    if link is None:
        raise NotFound(f"case {code} has no such link", code=code)
    if link.ended_at is None:
        link.ended_at = act.now
        link.save(update_fields=["ended_at"])
        _remark(act, case, Remark.PHOTO_LINK_END)


def _remark(act: Act, case: Case, event: Remark, **data: int) -> None:
    audit.record(
        audit.AuditEntry(
            subject=subject(case.id), event=event, actor=act.actor, at=act.now, data=data
        )
    )


def photo_link_retention_rules() -> list[Rule]:
    """Name what of photo links goes by age."""
    return [by_age("photo_links", "P30D", _over)]


def _over(before: dt.datetime) -> QuerySet[PhotoLink]:
    return PhotoLink.objects.filter(expires_at__lt=before)
