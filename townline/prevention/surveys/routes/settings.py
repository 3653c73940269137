"""What a district says of routes: hours, how long a visit takes, how one gets about, skills."""

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import Field

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import (
    Code,
    Count,
    Days,
    Duration,
    Many,
    Must,
    Names,
    Time,
    once,
)

_Detour = Annotated[float, Field(ge=1, le=5), Must("a number from 1.0 to 5.0")]
_Seconds = Annotated[int, Field(ge=0, le=600), Must("whole seconds, 0 to 600")]
_Late = Annotated[int, Field(ge=0, le=600), Must("whole minutes, 0 to 600")]
_Processes = Annotated[int, Field(ge=1, le=64), Must("a whole number, 1 to 64")]


class Skill(Part):
    """What a home may ask of who comes: a language, a lift for a wheelchair."""

    code: Annotated[Code, once("skill")]
    name: Names


class Offer(Part):
    """A part of the day that a resident may choose."""

    begins_at: Time
    ends_at: Time


_OFFERS = tuple(
    Offer.model_construct(begins_at=dt.time(begins), ends_at=dt.time(begins + 2))
    for begins in (10, 13, 15)
)


class Routes(Part):
    """How days of surveyors are planned.

    ``begins_at``, ``ends_at``: hours of who has none of their own, from the start and back to it.
    ``minutes`` of a visit, ``minutes_more`` of a further home at the same door. ``detour``: metres
    walked for a metre as the crow flies. ``stay_metres``: how much further away a home may lie for
    its surveyor to stay the same. ``seconds`` spent on one surveyor's days, in so many
    ``processes`` side by side. ``pause_begins_at`` and ``pause_minutes``: when surveyors rest;
    None: as they like. ``offers``: parts of a day that residents choose from, on days from
    ``offer_after`` on; ``answer_within``: how long the question is open. Once somebody is so many
    ``late_minutes`` past a chosen time, the household is told; 0: never.
    """

    begins_at: Time = dt.time(9)
    ends_at: Time = dt.time(18)
    minutes: Count = 30
    minutes_more: Count = 30
    detour: _Detour = 1.3
    kilometres_per_hour: Count = 5
    stay_metres: Count = 300
    seconds: _Seconds = 6
    processes: _Processes = 2
    skills: Many[Skill] = ()
    pause_begins_at: Time | None = None
    pause_minutes: Count = 60
    offers: Many[Offer] = _OFFERS
    offer_after: Days = 2
    answer_within: Duration = dt.timedelta(days=3)
    late_minutes: _Late = 15


class SurveyRoutes(Part):
    """What surveys.json says of routes; all of it may be left out."""

    file: ClassVar[str] = "surveys.json"
    stored: ClassVar[str] = "surveys"

    routes: Routes = Routes()
