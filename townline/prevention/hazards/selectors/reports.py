"""What residents wrote of a hazard, for everybody who sees it: masked, with the photos."""

import datetime as dt
from dataclasses import dataclass

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Photo
from townline.platform.core.redaction import mask_message
from townline.prevention.hazards.models import Hazard, HazardCase


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardReport:
    """One text of a resident; ``words`` without numbers of people."""

    words: str
    language: str
    at: dt.datetime
    photos: tuple[Photo, ...]


def reports_of(hazard: Hazard) -> list[HazardReport]:
    """Give what residents had written when their cases were put with a hazard, the oldest first.

    Also of cases that the viewer does not see: who is on duty needs the words at once, whoever
    answers them. Nothing written later, and nothing of a case that few may know of. Read where it
    is kept, so that what is erased there is gone here.
    """
    rows = HazardCase.objects.filter(hazard=hazard, case__private=False).select_related("case")
    found = {case.id: (case, row.at) for row in rows if (case := cases.survivor(row.case))}
    threads = conversations.thread_many([cases.subject(number) for number in found])
    reports = [
        HazardReport(
            words=mask_message(text.body), language=case.language, at=text.at,
            photos=tuple(photo for photo in text.photos if photo.thumbnail),
        )
        for number, (case, linked_at) in found.items()
        for text in threads[cases.subject(number)]
        if text.direction == "in" and text.at <= linked_at and not case.private
    ]  # fmt: skip
    return sorted(reports, key=lambda one: one.at)
