"""What a district decides about calls and requests, and the words it understands."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from townline.lines.safenumbers.rules.limits import NAMES, Limits, Withheld
from townline.platform.core import district
from townline.platform.core.clock import parse_duration

REQUEST_FOR = "PT30M"


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
    said = settings.raw.get("safe_numbers", {})
    limits = said.get("limits", {})
    words = settings.raw.get("safe_words", {})
    return AskingSettings(
        request_for=parse_duration(said.get("request_for", REQUEST_FOR)),
        withheld=Withheld(said.get("withheld", Withheld.MENU_ONLY)),
        limits=Limits(**{name: limits[name] for name in NAMES if name in limits}),
        access_number=str(said.get("access_number", "")),
        office_phone=str(settings.raw.get("duty_phone", "")),
        answers={digit: _both(words, f"answer_{digit}") for digit in (1, 2, 3)},
        fillers=_both(words, "fillers"),
        relayed={kind: _both(words, kind) for kind in ("move", "trouble")},
        advertising=_both(words, "advertising"),
    )


def _both(words: Mapping[str, Mapping[str, list[str]]], name: str) -> list[str]:
    return [word for lang in ("ko", "en") for word in words.get(lang, {}).get(name, [])]
