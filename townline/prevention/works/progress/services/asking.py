"""What residents hear of works at their home: when and by which firm, and how it went."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from townline.casework.cases.api import ends
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause
from townline.platform.core import district, resident_moments
from townline.prevention.works.api import Measure, Party, measure_subject
from townline.prevention.works.progress.models import ResidentAsk
from townline.prevention.works.progress.rules.asks import AskKind
from townline.prevention.works.progress.selectors.sites import measure_label, visits_of
from townline.prevention.works.progress.selectors.wording import progress_settings, words

_OPEN = dt.timedelta(days=7)
_AFTER_OPEN = dt.timedelta(days=14)
_FARTHEST = 60  # days after the planned one


def visits_ask(measures: Iterable[Measure], *, day: dt.date, firm: str, now: dt.datetime) -> int:
    """Tell whoever lives there that the firm comes on a day, and ask whether it suits.

    Where nobody's telephone is known, nobody is asked. Say how many were.
    """
    rows = list(measures)
    people = _people(rows)
    days = [day, *_others(day, visits_of(firm))]
    for row in rows:
        if party := people.get(row.object_id):
            _ask((row, party, AskKind.VISIT), _visit_words(row, party, days, firm), now, days)
    return sum(row.object_id in people for row in rows)


def after_ask(measure: Measure, *, firm: str, now: dt.datetime) -> None:
    """Ask how the finished work went."""
    party = _people([measure]).get(measure.object_id)
    if party is None:
        return
    body = words(
        "after", party.language, work=measure_label(measure, party.language),
        place=measure.object.address, firm=firm,
    )  # fmt: skip
    _ask((measure, party, AskKind.AFTER), body, now)


def _people(rows: Sequence[Measure]) -> dict[int, Party]:
    """Give for each object who lives there and can be texted: the tenant, else the landlord."""
    known = Party.objects.filter(object__in={row.object_id for row in rows}, ended_at=None)
    found = known.exclude(resident_id=None).order_by("role")  # landlord before tenant: who is last
    return {party.object_id: party for party in found}


def _others(day: dt.date, booked: Mapping[dt.date, int]) -> list[dt.date]:
    """Give two other working days after a day: no holidays, and none that the firm has full."""
    works, most = district.office_calendar().days.works, progress_settings().firm_visits
    days = (day + dt.timedelta(days=n) for n in range(1, _FARTHEST))
    free = (one for one in days if works(one.toordinal()) and booked.get(one, 0) < most)
    return [*islice(free, 2), day, day][:2]


def _visit_words(row: Measure, party: Party, days: Sequence[dt.date], firm: str) -> str:
    day_words = [resident_moments.day(day, party.language) for day in days]
    return words(
        "visit", party.language, work=measure_label(row, party.language), place=row.object.address,
        firm=firm, day=day_words[0], second=day_words[1], third=day_words[2], link="",
    )  # fmt: skip


def _ask(
    question: tuple[Measure, Party, AskKind],
    body: str,
    now: dt.datetime,
    days: Sequence[dt.date] = (),
) -> None:
    row, party, kind = question
    resident = party.resident_id or 0
    # The question of before is over with this one.
    ResidentAsk.objects.filter(measure=row, kind=kind, answer="").update(open_until=now)
    lasts = _OPEN if kind is AskKind.VISIT else _AFTER_OPEN
    ResidentAsk.objects.create(
        measure=row, kind=kind, resident_id=resident, language=party.language,
        days=[day.isoformat() for day in days], asked_at=now, open_until=now + lasts,
    )  # fmt: skip
    conversations.automatic_queue(
        resident_id=resident,
        body=body,
        reference=measure_subject(row.pk),
        now=now,
        cause=Cause.PROMISED,
        not_before=ends(now),
    )
