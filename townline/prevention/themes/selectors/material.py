"""All texts that themes are found in, with the cases and places that they tell of."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.core import district

_BATCH = 2_000
_BY = "cases."
_LAST = "case:"


class Material(NamedTuple):
    """One text. ``dong``: where its case lies, "" where nobody said."""

    id: int
    case_id: int
    day: dt.date
    dong: str
    text: str


def material() -> Iterator[Material]:
    """Give the texts of cases, oldest first, with their words; three queries for each 2,000.

    Left out: texts whose words are gone, those of cases that only a few may know, and of what
    nobody had to answer, such as advertisements.
    """
    above, zone = 0, district.current().zone
    while batch := conversations.incoming_claimed(above=above, limit=_BATCH):
        above = batch[-1].id
        of_cases = [one for one in batch if one.reference.startswith(_LAST)]
        ids = {int(one.reference.removeprefix(_LAST)) for one in of_cases}
        places = cases.case_dongs(ids)
        placed = [one for one in of_cases if int(one.reference.removeprefix(_LAST)) in places]
        words = conversations.incoming_many(one.id for one in placed)
        for one in placed:
            case = int(one.reference.removeprefix(_LAST))
            text = words[one.id].body if one.id in words else ""
            if text.strip():
                day = one.at.astimezone(zone).date()
                yield Material(one.id, case, day, places[case], text)
