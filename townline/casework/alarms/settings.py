"""How a district is alarmed: how soon, how often, whose phones, which departments."""

import datetime as dt
from typing import Annotated

from pydantic import AfterValidator, Field

from townline.casework.alarms.rules import BY_PERSON
from townline.casework.cases.settings import Welfare
from townline.platform.core import clock
from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.problems import accepted_hint
from townline.platform.core.district_files.values import (
    Many,
    Must,
    Names,
    Within,
    named_in,
    parse_with,
)
from townline.platform.core.text import msisdn
from townline.platform.triage.api import DANGERS

KINDS = (*DANGERS, BY_PERSON)
# What may stand in braces in an advice.
ADVISED = ("code", "due", "duty_phone")
_SHORTEST, _LONGEST = dt.timedelta(minutes=1), dt.timedelta(minutes=9)


def _within(text: str) -> dt.timedelta:
    duration = clock.parse_duration(text)
    if not _SHORTEST <= duration <= _LONGEST:
        raise ValueError(f"{text!r} must be from PT1M to PT9M, like PT5M")
    return duration


def _phone(text: str) -> str:
    # The number itself is in no error: a log may keep it.
    try:
        mobile = msisdn.parse(text).kind == "mobile"
    except msisdn.InvalidNumber:
        mobile = False
    if not mobile:
        raise ValueError("must be a mobile number, like 010-0000-0119: others take no texts")
    return text


def _kind(name: str) -> str:
    if name not in KINDS:
        raise ValueError(f"{name!r} is unknown; {accepted_hint(KINDS)}")
    return name


class AlarmKind(Part, extra="forbid"):
    """What the office calls a danger, and what who told of it hears at once.

    ``advice`` None: the text of that danger in texts.json, else ``receipt_danger``.
    """

    name: Annotated[Names, Within(20, 40)]
    advice: Annotated[Names, Within(1_000, 1_000, ADVISED)] | None = None


class Alarms(Welfare, extra="forbid"):
    """How an alarm for life goes on.

    ``acknowledge_within``: how long one waits before more people are told; ``rounds``: how often
    that is done at most. ``numbers``: mobile phones of the duty room that are texted each time.
    ``safety_department``: whose head hears of every alarm that waits. ``kinds``: names and advice
    of single dangers; the programme has names for all.
    """

    acknowledge_within: Annotated[dt.timedelta, parse_with(_within)] = dt.timedelta(minutes=5)
    rounds: Annotated[int, Field(ge=1, le=100), Must("a whole number, 1 to 100")] = 12
    numbers: Many[Annotated[str, parse_with(_phone)]] = ()
    safety_department: Annotated[str, named_in("departments")] = ""
    kinds: dict[Annotated[str, AfterValidator(_kind)], AlarmKind] = {}


class Alarming(Part):
    """What district.json says of alarms."""

    alarms: Alarms = Alarms()
