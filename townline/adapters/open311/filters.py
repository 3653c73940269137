"""Which requests a client wants: the arguments of GET requests, checked."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Self
from zoneinfo import ZoneInfo

from django.http import QueryDict

from townline.adapters.open311.door import Open311Error
from townline.prevention.policy.insights.api import PublicMatter

MOST = 500  # on a page; also what is given where no page is named
_STATES = {"open": False, "closed": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFilter:
    """``services`` and ``answered``: empty for all. ``since`` and ``until`` are both included."""

    services: Collection[str]
    answered: Collection[bool]
    since: dt.date
    until: dt.date
    page: int
    page_size: int

    @classmethod
    def read(cls, given: QueryDict, *, known: Collection[str], zone: ZoneInfo) -> Self:
        """Read the arguments. Raises Open311Error."""
        return cls(
            services=_services(given, known),
            answered=_states(given),
            since=_day(given, "start_date", zone) or dt.date.min,
            until=_day(given, "end_date", zone) or dt.date.max,
            page=_number(given, "page", 1, most=1_000_000),
            page_size=_number(given, "page_size", MOST, most=MOST),
        )

    def select(self, public_cases: Sequence[PublicMatter]) -> list[PublicMatter]:
        """Give the wanted page of cases."""
        found = [each for each in public_cases if self._fits(each)]
        start = (self.page - 1) * self.page_size
        return found[start : start + self.page_size]

    def _fits(self, matter: PublicMatter) -> bool:
        return (
            self.since <= matter.day <= self.until
            and (not self.services or matter.service in self.services)
            and (not self.answered or matter.answered in self.answered)
        )


def split(given: QueryDict, name: str) -> Iterator[str]:
    """Give the parts of an argument, which are separated by commas."""
    return (part.strip() for part in given.get(name, "").split(",") if part.strip())


def _services(given: QueryDict, known: Collection[str]) -> Collection[str]:
    services = set(split(given, "service_code"))
    if unknown := sorted(services - set(known)):
        raise Open311Error(404, f"service_code was not found: {unknown[0][:80]}")
    return services


def _states(given: QueryDict) -> Collection[bool]:
    states = set(split(given, "status"))
    if not states <= _STATES.keys():
        raise Open311Error(400, "status is open, closed, or both with a comma")
    return {_STATES[each] for each in states}


def _day(given: QueryDict, name: str, zone: ZoneInfo) -> dt.date | None:
    written = given.get(name, "")
    if not written:
        return None
    try:
        # In an address "+" is a space: most clients forget to write %2B.
        moment = dt.datetime.fromisoformat(written.strip().replace(" ", "+"))
        return (moment.astimezone(zone) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        raise Open311Error(400, f"{name} is a W3C date and time, as 2026-12-01T00:00:00Z") from None


def _number(given: QueryDict, name: str, default: int, *, most: int) -> int:
    written = given.get(name, "") or str(default)
    if not (written.isascii() and written.isdigit() and len(written) <= len(str(most))):
        raise Open311Error(400, f"{name} is a whole number from 1")
    if not 1 <= int(written) <= most:
        raise Open311Error(400, f"{name} is 1 to {most}")
    return int(written)
