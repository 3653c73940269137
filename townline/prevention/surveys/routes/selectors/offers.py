"""Times that a household may choose from: parts of days on which its surveyor has room."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Q

from townline.platform.core import district, resident_moments
from townline.prevention.surveys.api import Home, PlannedVisit, Surveyor, SurveyorAbsence
from townline.prevention.surveys.routes.selectors.planning import hours_of, routes, working_days
from townline.prevention.surveys.routes.settings import Offer

_COUNT, _AHEAD = 3, 20


@dataclass(frozen=True, slots=True)
class TimeOffer:
    """A part of a day of one surveyor."""

    day: dt.date
    begins_at: dt.time
    ends_at: dt.time
    surveyor: int

    def kept(self) -> list[Any]:
        """Give it ready for JSON."""
        times = self.begins_at.isoformat("minutes"), self.ends_at.isoformat("minutes")
        return [self.day.isoformat(), *times, self.surveyor]

    @classmethod
    def read(cls, stored: list[Any]) -> Self:
        day, begins, ends, surveyor = stored
        times = dt.time.fromisoformat(begins), dt.time.fromisoformat(ends)
        return cls(dt.date.fromisoformat(day), *times, surveyor)

    def in_language(self, language: str) -> str:
        """Say it to a resident: ``11월 3일(화) 오전 10시``, and until when."""
        zone = district.current().zone
        begins, ends = (
            dt.datetime.combine(self.day, each, zone) for each in (self.begins_at, self.ends_at)
        )
        return (
            f"{resident_moments.moment(begins, language)}~{resident_moments.hour(ends, language)}"
        )


def offers_of(home: Home, now: dt.datetime) -> list[TimeOffer]:
    """Give up to three times, on days one after the other and parts of the day in turn."""
    who = _surveyor(home)
    if who is None:
        return []
    local = now.astimezone(district.current().zone).date()
    first = max(local + dt.timedelta(days=routes().offer_after), home.come_back_on or local)
    days = [day for day in working_days(first, _AHEAD) if not _is_absent(who, day)]
    promised = _promised_counts(who, first)
    found: list[TimeOffer] = []
    for day in days:
        for offer in _in_turn(who, len(found)):
            if promised.get((day, offer.begins_at), 0) < _room(offer):
                found.append(TimeOffer(day, offer.begins_at, offer.ends_at, who.id))
                break
        if len(found) == _COUNT:
            break
    return found


def _surveyor(home: Home) -> Surveyor | None:
    visit = PlannedVisit.objects.filter(home=home, done_at=None).first()
    wanted = Q(id=visit.surveyor_id) if visit else Q(id=home.surveyor_id)
    active = Surveyor.objects.filter(active=True)
    return active.filter(wanted).first() or active.exclude(latitude=None).order_by("id").first()


def _in_turn(who: Surveyor, turn: int) -> list[Offer]:
    """Give the parts of a day that lie in the surveyor's hours, another one first each time."""
    begins, ends = hours_of(who)
    own = [each for each in routes().offers if begins <= each.begins_at and each.ends_at <= ends]
    at = turn % len(own) if own else 0
    return [*own[at:], *own[:at]]


def _is_absent(who: Surveyor, day: dt.date) -> bool:
    return any(each.begins_on <= day <= each.ends_on for each in _absences(who))


def _absences(who: Surveyor) -> list[SurveyorAbsence]:
    return list(who.absences.all())


def _promised_counts(who: Surveyor, first: dt.date) -> dict[tuple[dt.date, dt.time | None], int]:
    rows = PlannedVisit.objects.filter(
        surveyor=who, done_at=None, day__gte=first, not_before__isnull=False
    )
    found: dict[tuple[dt.date, dt.time | None], int] = {}
    for day, begins in rows.values_list("day", "not_before"):
        found[day, begins] = found.get((day, begins), 0) + 1
    return found


def _room(offer: Offer) -> int:
    """Say how many visits fit into a part of a day, with half of it for the ways."""
    length = dt.datetime.combine(dt.date.min, offer.ends_at) - dt.datetime.combine(
        dt.date.min, offer.begins_at
    )
    return max(1, int(length.total_seconds() / 60 / (2 * routes().minutes)))
