"""Photos before and after: which ones a case has to show, and what a link shows."""

import datetime as dt
import re
from dataclasses import dataclass
from itertools import zip_longest

from townline.casework.answers.models import PhotoLink
from townline.casework.cases.api import NotFound, subject, visible
from townline.casework.cases.models import Case
from townline.casework.cases.ports import held_of
from townline.casework.portal.api import LinkOver, link_hash
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Photo
from townline.platform.departments.api import Act, Viewer

BEFORE, AFTER = "before", "after"
_ADDRESS = re.compile(r"/p/([\w-]{20,})")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage:
    """What whoever holds a link sees. ``pairs``: a photo before and one after, or None."""

    language: str
    department: str | None
    answered_at: dt.datetime | None
    expires_at: dt.datetime
    pairs: list[tuple[Photo | None, Photo | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A link as staff see it; its address stands only in the text that carries it."""

    id: int
    photos: int
    made_at: dt.datetime
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Linked:
    """What stands behind an address in words to be approved; ``opens``: for residents, now."""

    opens: bool
    before: list[Photo]
    after: list[Photo]


def photos_to_show(*, code: str, viewer: Viewer) -> dict[str, Photo]:
    """Give the still photos of a case that may be shown, by content: of its texts, draft, visits.

    Raises NotFound.
    """
    case = visible(viewer).filter(code=code).first()
    if case is None:
        raise NotFound(f"there is no case {code}", code=code)
    return photos_of(case)


def photos_of(case: Case) -> dict[str, Photo]:
    """Give a case's still photos, by content, in the order in which they came."""
    reference = subject(case.id)
    incoming = conversations.attachments_of([reference])[reference]
    held_hashes = list(held_of(case.id))
    held_photos = conversations.photos_by_hash(held_hashes)
    found = {photo.sha256: photo for photo in incoming} | {
        name: held_photos[name] for name in held_hashes if name in held_photos
    }
    return {name: photo for name, photo in found.items() if is_still(photo)}


def is_still(photo: Photo) -> bool:
    """Say whether there is a copy without metadata that is a picture."""
    return bool(photo.sha256 and photo.view) and photo.kind != "mp4" and not photo.waiting


def links_of(act: Act, *, code: str) -> list[LinkView]:
    """Give a case's links that still work, the latest first. Raises NotFound."""
    case = visible(act.viewer).filter(code=code).first()
    if case is None:
        raise NotFound(f"there is no case {code}", code=code)
    alive = PhotoLink.objects.filter(case=case, ended_at=None, expires_at__gt=act.now)
    return [
        LinkView(
            id=link.id,
            photos=len(link.before) + len(link.after),
            made_at=link.made_at,
            expires_at=link.expires_at,
        )
        for link in alive.order_by("-id")
    ]


def linked_in(case_id: int, body: str, *, now: dt.datetime) -> list[Linked]:
    """Give the photos behind the addresses in words of a case, in their order.

    Whoever approves the words approves what stands behind them.
    """
    hashes = [link_hash(token) for token in _ADDRESS.findall(body)]
    if not hashes:
        return []
    rows = PhotoLink.objects.filter(case=case_id, token_hash__in=hashes)
    links = {link.token_hash: link for link in rows}
    return [_linked_photos(links[one], now) for one in dict.fromkeys(hashes) if one in links]


def _linked_photos(link: PhotoLink, now: dt.datetime) -> Linked:
    photos = conversations.photos_by_hash([*link.before, *link.after])
    return Linked(
        link.ended_at is None and link.expires_at > now,
        [photos[name] for name in link.before if name in photos],
        [photos[name] for name in link.after if name in photos],
    )


def link_page(*, token: str, now: dt.datetime) -> LinkPage:
    """Give what a link shows. Raises LinkOver for one that is wrong, over or taken back."""
    link = _alive(token, now)
    photos = conversations.photos_by_hash([*link.before, *link.after])
    before = [photos[name] for name in link.before if name in photos]
    after = [photos[name] for name in link.after if name in photos]
    return LinkPage(
        language=link.case.language,
        department=link.case.department_id,
        answered_at=link.case.answered_at,
        expires_at=link.expires_at,
        pairs=list(zip_longest(before, after)),
    )


def link_photo(*, token: str, side: str, number: int, now: dt.datetime) -> Photo:
    """Give the photo at a place of a link's page, from 0. Raises LinkOver."""
    link = _alive(token, now)
    names = {BEFORE: link.before, AFTER: link.after}.get(side, [])
    name = names[number] if 0 <= number < len(names) else ""
    photo = conversations.photos_by_hash([name]).get(name)
    if photo is None or not is_still(photo):
        raise LinkOver("there is no such photo")
    return photo


def _alive(token: str, now: dt.datetime) -> PhotoLink:
    links = PhotoLink.objects.filter(ended_at=None, expires_at__gt=now).select_related("case")
    link = links.filter(token_hash=link_hash(token)).first()
    if link is None:
        raise LinkOver("there is no such link")
    return link
