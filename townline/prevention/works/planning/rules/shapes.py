"""What a plan is made from: objects with needs, money, days, and what must hold.

Everything but ids, years, budgets and objects has a default, so that a small file says little.
Money is whole won, days are working days of one crew, dates are ISO 8601.
"""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

type Name = Annotated[str, StringConstraints(min_length=1, max_length=120, strict=True)]
type Won = Annotated[int, Field(strict=True, ge=0, le=10**13)]
type Days = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]
type Points = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
type Year = Annotated[int, Field(strict=True, ge=1990, le=2200)]
type ConsentInput = Literal["given", "missing", "refused"]
type MonthDay = Annotated[str, StringConstraints(pattern=r"^\d\d-\d\d$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SeasonInput(_Part):
    """A part of every year. ``from``, ``to``: month and day, both included."""

    id: Name
    first: MonthDay = Field(alias="from")
    last: MonthDay = Field(alias="to")


class KindInput(_Part):
    """A kind of measure. ``cost`` is for needs without a price of their own.

    ``lead_days``: from the start of the plan, or from the consent if that is later, to the work.
    ``seasons``: when it may be done (always). ``weight``: how much it counts beside others.
    """

    id: Name
    cost: Won | None = None
    crew_days: Days = 0
    lead_days: Annotated[int, Field(ge=0, le=3_650)] = 0
    seasons: tuple[Name, ...] | None = None
    weight: Annotated[float, Field(gt=0, le=1_000)] = 1


class SourceInput(_Part):
    """Who pays. ``kinds``, ``dongs``: what the money is for (everything)."""

    id: Name
    kinds: tuple[Name, ...] | None = None
    dongs: tuple[Name, ...] | None = None


class BudgetInput(_Part):
    year: Year
    source: Name
    won: Won


class CrewInput(_Part):
    """The days that crews have. Without ``season``: in each season of the year."""

    year: Year
    season: Name | None = None
    days: Days


class MinimumInput(_Part):
    """At least so much. Without ``dong``: in every dong alike; without ``year``: in all years."""

    dong: Name | None = None
    year: Year | None = None
    measures: Annotated[int, Field(strict=True, ge=0, le=1_000_000)] | None = None
    won: Won | None = None


class DeadlineInput(_Part):
    """What is at least so urgent by ``risk`` is done until the end of ``by``.

    ``season``: until the end of this season of the year (the whole year). What has no
    consent, or only after it, is not counted: it cannot be done until then.
    ``allow_late``: how many of the others may come later all the same.
    """

    risk_at_least: Points
    by: Year
    season: Name | None = None
    group: Name | None = None
    allow_late: Annotated[int, Field(strict=True, ge=0, le=1_000_000)] = 0


class FixedInput(_Part):
    """What is ordered or decided. ``season``, ``source``: open where they are not given."""

    year: Year
    season: Name | None = None
    source: Name | None = None
    because: Annotated[str, StringConstraints(max_length=200)] = ""


class NeedInput(_Part):
    """A measure that an object needs. ``id``: the object's with the kind, if not given.

    ``consent``, ``consent_from``: where this measure's differ from the object's.
    """

    kind: Name
    id: Name | None = None
    cost: Won | None = None
    crew_days: Days | None = None
    fixed: FixedInput | None = None
    consent: ConsentInput | None = None
    consent_from: dt.date | None = None


class ObjectInput(_Part):
    """A home, a road, a bridge. ``consent_from``: when a missing consent is expected."""

    id: Name
    dong: Name
    needs: tuple[NeedInput, ...]
    group: Name | None = None
    risk: Points = 0
    people: Annotated[int, Field(ge=0, le=100_000)] = 0
    floods: Annotated[int, Field(ge=0, le=1_000)] = 0
    consent: ConsentInput = "given"
    consent_from: dt.date | None = None


class WeightsInput(_Part):
    """Points of urgency for each point of risk, each person, each flood, and for a group."""

    risk: Points = 1
    people: Points = 0
    floods: Points = 0
    groups: dict[Name, Points] = {}


class PlanningInput(_Part):
    """The whole file. ``start``: the first day of work (1 January of the first year).

    ``worst_first``: 1 weighs a measure by its urgency; higher, and the worst count more.
    ``missing_consent_from``: when consents without a date of their own may be there (never).
    """

    name: Annotated[str, StringConstraints(max_length=200)] = ""
    start: dt.date | None = None
    years: Annotated[tuple[Year, ...], Field(min_length=1, max_length=20)]
    seasons: Annotated[tuple[SeasonInput, ...], Field(max_length=12)] = ()
    kinds: tuple[KindInput, ...] = ()
    sources: Annotated[tuple[SourceInput, ...], Field(max_length=20)] = ()
    budgets: Annotated[tuple[BudgetInput, ...], Field(min_length=1, max_length=400)]
    crew_days: Annotated[tuple[CrewInput, ...], Field(max_length=400)] = ()
    minimums: Annotated[tuple[MinimumInput, ...], Field(max_length=400)] = ()
    deadlines: Annotated[tuple[DeadlineInput, ...], Field(max_length=20)] = ()
    weights: WeightsInput = WeightsInput()
    worst_first: Annotated[float, Field(ge=1, le=6)] = 2
    missing_consent_from: dt.date | None = None
    objects: Annotated[tuple[ObjectInput, ...], Field(max_length=20_000)]
