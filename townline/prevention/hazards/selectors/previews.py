"""What a list shows of each hazard: the first words of a resident and one photo."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Photo, ThreadText
from townline.platform.core.redaction import mask_message
from townline.prevention.hazards.models import HazardCase
from townline.prevention.hazards.rules.sentences import first_sentence
from townline.prevention.hazards.rules.states import KIND
from townline.prevention.work_orders.api import photos_of


@dataclass(frozen=True, slots=True)
class HazardPreview:
    """``words``: the first sentence of the first report, masked; ``photo``: theirs, else ours."""

    words: str = ""
    language: str = ""
    photo: Photo | None = None


def hazard_previews(ids: Iterable[int]) -> dict[int, HazardPreview]:
    """Give what a list shows of hazards by id; five queries however many.

    Of cases that few may know of nothing. The texts of a merged case are with the one that it
    went into.
    """
    wanted = list(ids)
    own = _own_photos(wanted)
    found = {number: HazardPreview(photo=photo) for number, photo in own.items()}
    rows = HazardCase.objects.filter(hazard__in=wanted, case__private=False)
    rows = rows.exclude(case__merged_into__private=True)
    links = list(rows.select_related("case").order_by("at", "id"))
    threads = conversations.thread_many({_subject(row) for row in links})
    for row in links:
        texts = threads[_subject(row)]
        received = [text for text in texts if text.direction == "in" and text.at <= row.at]
        known = found.get(row.hazard_id, HazardPreview())
        if received and not known.words:
            photo = _first_photo(received) or known.photo
            words = first_sentence(mask_message(received[0].body))
            found[row.hazard_id] = HazardPreview(words, row.case.language, photo)
    return found


def _subject(row: HazardCase) -> str:
    return cases.subject(row.case.merged_into_id or row.case_id)


def _first_photo(texts: Sequence[ThreadText]) -> Photo | None:
    return next((photo for text in texts for photo in text.photos if photo.thumbnail), None)


def _own_photos(ids: Sequence[int]) -> dict[int, Photo]:
    """Give the first photo that was taken at each spot; two queries."""
    columns = ("evidence__object_id", "sha256")
    hashes: dict[int, list[str]] = defaultdict(list)
    for number, sha256 in photos_of(KIND, ids).order_by("at", "id").values_list(*columns):
        hashes[number].append(sha256)
    known = conversations.photos_by_hash({sha256 for each in hashes.values() for sha256 in each})
    found = {
        number: next((known[one] for one in each if one in known and known[one].thumbnail), None)
        for number, each in hashes.items()
    }
    return {number: photo for number, photo in found.items() if photo}
