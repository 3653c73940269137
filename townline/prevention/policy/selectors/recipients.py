"""Who hears of a matter: senders of the cases that began it, who have not heard of it yet."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.policy.models import Origin
from townline.prevention.policy.rules.states import TELLING


@dataclass(frozen=True, slots=True)
class Recipient:
    """``day``: of their own first text about it, in the district."""

    resident_id: int
    case_id: int
    language: str
    day: dt.date


def recipients(number: int) -> list[Recipient]:
    """Give everybody once, by their earliest text; four queries, one more for each merged case.

    What only a few may know of is not told of: who writes here need not know of it.
    """
    notified = set(broadcasts.recipient_ids(TELLING, number))
    origins = Origin.objects.filter(matter=number, case__private=False).select_related("case")
    first: dict[int, tuple[int, dt.date]] = {}
    for resident, case_id, day in _texts(cases.survivor(one.case).id for one in origins):
        if resident not in notified:
            first.setdefault(resident, (case_id, day))
    known = conversations.residents_brief(first)
    return [
        Recipient(resident, case_id, known[resident].language, day)
        for resident, (case_id, day) in first.items()
        if not known[resident].is_erased
    ]


def _texts(case_ids: Iterable[int]) -> Iterator[tuple[int, int, dt.date]]:
    """Give resident, case and day of each text that came, the earliest first."""
    zone = district.current().zone
    by_reference = {cases.subject(one): one for one in case_ids}
    threads = conversations.thread_many(by_reference)
    incoming = sorted(
        (text.at, text.resident_id, by_reference[reference])
        for reference, texts in threads.items()
        for text in texts
        if text.direction == "in" and text.resident_id is not None
    )
    return ((resident, case, at.astimezone(zone).date()) for at, resident, case in incoming)
