"""What a district decides about calls and requests, and the words it understands."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from townline.lines.safenumbers.rules.limits import AskingLimits, Withheld
from townline.lines.safenumbers.settings import Safe, SafeWords
from townline.platform.core import district
from townline.platform.core.settings import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingSettings:
    """``request_for``: how long an answer is waited for once the owner was texted.

    ``answers``: phrases by the digit they stand for. ``relayed``: phrases by kind of request.
    """

    request_for: dt.timedelta
    withheld: Withheld
    limits: AskingLimits
    access_number: str
    office_phone: str
    answers: Mapping[int, list[str]]
    fillers: list[str]
    relayed: Mapping[str, list[str]]
    advertising: list[str]


def asking_settings() -> AskingSettings:
    """Give what the district decided."""
    return district.derive(_read_settings)


def _read_settings(settings: district.Settings) -> AskingSettings:
    safe, words = settings.part(Safe).safe_numbers, settings.part(SafeWords)
    return AskingSettings(
        request_for=safe.request_for,
        withheld=safe.withheld,
        limits=safe.limits,
        access_number=safe.access_number,
        office_phone=settings.part(Office).duty_phone,
        answers={digit: words.both(f"answer_{digit}") for digit in (1, 2, 3)},
        fillers=words.both("fillers"),
        relayed={kind: words.both(kind) for kind in ("move", "trouble")},
        advertising=words.both("advertising"),
    )
