"""Photos of a case: only for those who see the case."""

from townline.cases.errors import NotFound
from townline.cases.models import Case, Draft, VisitPhoto
from townline.cases.rules import subject
from townline.cases.selectors.aliases import merged_ids
from townline.cases.selectors.lists import visible
from townline.conversations import api as conversations
from townline.conversations.api import Photo
from townline.departments.api import Viewer


def case_photo(*, code: str, viewer: Viewer, sha256: str) -> Photo:
    """Give a photo of a case's texts, draft or visits.

    Raises NotFound, also for what one may not see.
    """
    case = visible(viewer).filter(code=code).first()
    photo = conversations.photo_of_thread(subject(case.id), sha256) if case else None
    if case and photo is None and _is_kept(case, sha256):
        photo = conversations.photos_by_hash([sha256]).get(sha256)
    if photo is None:
        raise NotFound(f"case {code} has no such photo", code=code)
    return photo


def _is_kept(case: Case, sha256: str) -> bool:
    if Draft.objects.filter(case=case, photos__contains=sha256).exists():
        return True
    ids = [case.id, *merged_ids(case.id)]
    return VisitPhoto.objects.filter(visit__case__in=ids, sha256=sha256).exists()
