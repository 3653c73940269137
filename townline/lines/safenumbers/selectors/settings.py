"""What a district decides about its safe numbers: ``safe_numbers`` of district.json."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from townline.lines.safenumbers.rules.leases import Audience
from townline.platform.core import district
from townline.platform.core.clock import parse_duration


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersSettings:
    """What a district decided.

    ``lasts``: how long a lease is, by audience; ``remind``: how long before its end its owner
    is told; ``rotated_tells``: how long a changed number still answers that it was changed;
    ``cars``: how many one telephone may apply for on the public page. ``quiet``: the hours in
    which an owner who chose none is not disturbed, from and until; None: none.
    """

    lasts: Mapping[Audience, dt.timedelta]
    remind: dt.timedelta
    rotated_tells: dt.timedelta
    owner_link: dt.timedelta
    phones: int
    cars: int
    public: bool
    access_number: str
    consent: Mapping[str, str]
    quiet: tuple[dt.time, dt.time] | None = None


# What holds where a district says nothing.
DEFAULTS: dict[str, Any] = {
    "lasts": {"resident": "P365D", "visitor": "P7D", "fleet": "P365D"},
    "remind": "P14D",
    "rotated_tells": "P30D",
    "owner_link": "P30D",
    "phones": 3,
    "cars": 3,
    "public": True,
    "access_number": "",
    "consent": {"version": "", "ko": "", "en": ""},
    "quiet": {"start": "22:00", "end": "07:00"},
}


def numbers_settings() -> NumbersSettings:
    """Give what the district decided."""
    return district.made(_made)


def _made(settings: district.Settings) -> NumbersSettings:
    said = DEFAULTS | settings.raw.get("safe_numbers", {})
    lasts = DEFAULTS["lasts"] | said["lasts"]
    return NumbersSettings(
        lasts={audience: parse_duration(lasts[audience]) for audience in Audience},
        remind=parse_duration(said["remind"]),
        rotated_tells=parse_duration(said["rotated_tells"]),
        owner_link=parse_duration(said["owner_link"]),
        phones=int(said["phones"]),
        cars=int(said["cars"]),
        public=bool(said["public"]),
        access_number=str(said["access_number"]),
        consent=said["consent"],
        quiet=_hours(said["quiet"]),
    )


def _hours(said: Mapping[str, str] | None) -> tuple[dt.time, dt.time] | None:
    if said is None:
        return None
    return dt.time.fromisoformat(said["start"]), dt.time.fromisoformat(said["end"])


def quiet_columns() -> dict[str, dt.time]:
    """Give the quiet hours that a new lease begins with; its owner may change or end them."""
    quiet = numbers_settings().quiet
    return {"quiet_from": quiet[0], "quiet_until": quiet[1]} if quiet else {}
