"""Photos of a case: only for those who see the case."""

from townline.casework.cases.errors import NotFound
from townline.casework.cases.ports import held_of
from townline.casework.cases.rules import subject
from townline.casework.cases.selectors.lists import visible
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Photo
from townline.platform.departments.api import Viewer


def case_photo(*, code: str, viewer: Viewer, sha256: str) -> Photo:
    """Give a photo of a case's texts, or one that something else keeps of it.

    Raises NotFound, also for what one may not see.
    """
    case = visible(viewer).filter(code=code).first()
    photo = conversations.photo_of_thread(subject(case.id), sha256) if case else None
    if case and photo is None and sha256 in held_of(case.id):
        photo = conversations.photos_by_hash([sha256]).get(sha256)
    if photo is None:
        raise NotFound(f"case {code} has no such photo", code=code)
    return photo
