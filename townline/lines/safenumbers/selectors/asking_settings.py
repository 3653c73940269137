"""What a district decides about calls and requests, and the words it understands."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from townline.lines.safenumbers.rules.limits import Limits, Withheld
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
    limits: Limits
    access_number: str
    office_phone: str
    answers: Mapping[int, list[str]]
    fillers: list[str]
    relayed: Mapping[str, list[str]]
    advertising: list[str]


def asking_settings() -> AskingSettings:
    """Give what the district decided."""
    return district.made(_made)


def _made(settings: district.Settings) -> AskingSettings:
    said, words = settings.part(Safe).safe_numbers, settings.part(SafeWords)
    return AskingSettings(
        request_for=said.request_for,
        withheld=said.withheld,
        limits=said.limits,
        access_number=said.access_number,
        office_phone=settings.part(Office).duty_phone,
        answers={digit: words.both(f"answer_{digit}") for digit in (1, 2, 3)},
        fillers=words.both("fillers"),
        relayed={kind: words.both(kind) for kind in ("move", "trouble")},
        advertising=words.both("advertising"),
    )
