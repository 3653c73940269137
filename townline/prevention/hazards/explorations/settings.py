"""What a district decides of explorations: the grades of cavities, and what follows from each."""

import datetime as dt
import re
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import Duration, Many, Must
from townline.prevention.hazards.explorations.rules.grades import Bound, Grade, GradeMeasure

_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def _month_day(value: str) -> str:
    if not _DAY.fullmatch(value):
        raise ValueError(f"{value!r} is not a day of the year; write it like 06-24")
    dt.date.fromisoformat(f"2028-{value}")  # a leap year: it knows each day that there is
    return value


def _measures(value: tuple[str, ...]) -> tuple[str, ...]:
    if strange := [one for one in value if one not in set(GradeMeasure)]:
        raise ValueError(f"{strange[0]!r} is unknown; accepted: {', '.join(GradeMeasure)}")
    return value


MonthDay = Annotated[str, AfterValidator(_month_day)]
_Size = Annotated[float, Field(gt=0), Must("a number above 0.0")]
_Named = Annotated[Many[str], AfterValidator(_measures)]


class GradeRule(Part, extra="forbid"):
    """One grade: the bounds that make it, and when the cavity is repaired.

    ``asphalt_below_cm``, ``cover_below_cm``: thinner is so bad; ``width_from_m``: from there on.
    ``alone``: measures of which one is enough by the table; ``unnamed``: measures whose bound
    closes a gap of the table, so that a person looks. ``repair_within``: from the grading on;
    without it before the rainy season. ``severity``: of the hazard that is opened
    (``hazards.json``).
    """

    asphalt_below_cm: _Size | None = None
    cover_below_cm: _Size | None = None
    width_from_m: _Size | None = None
    alone: _Named = ()
    unnamed: _Named = ()
    repair_within: Duration | None = None
    severity: str = "medium"


# As a district's file writes it: Seoul, 2016.
_SEOUL = {
    "emergency": {
        "asphalt_below_cm": 10.0,
        "cover_below_cm": 20.0,
        "alone": ["asphalt_cm", "cover_cm"],
        "repair_within": "PT4H",
        "severity": "critical",
    },
    "priority": {
        "asphalt_below_cm": 20.0,
        "cover_below_cm": 30.0,
        "width_from_m": 1.5,
        "alone": ["width_m"],
        "repair_within": "P30D",
        "severity": "high",
    },
    "general": {
        "asphalt_below_cm": 30.0,
        "cover_below_cm": 40.0,
        "width_from_m": 0.8,
        "unnamed": ["width_m"],
    },
}


def _seoul(grade: str) -> GradeRule:
    return GradeRule.model_validate(_SEOUL[grade])


class CavityGrades(Part, extra="forbid"):
    """The table, each grade within the bounds of the next; what is none of them is watched.

    The default is the one of Seoul (2016). ``rainy_season``: its first day. ``resurvey_after``:
    when a cavity that is only watched is looked at again.
    """

    emergency: GradeRule = _seoul("emergency")
    priority: GradeRule = _seoul("priority")
    general: GradeRule = _seoul("general")
    rainy_season: MonthDay = "06-24"
    resurvey_after: Duration = dt.timedelta(days=365)

    def rule(self, grade: Grade) -> GradeRule | None:
        """Give the rule of a grade; a cavity that is watched has none."""
        return None if grade is Grade.WATCH else getattr(self, grade)

    def bounds(self) -> list[Bound]:
        """Give the bounds from the worst grade, as the rules read them."""
        rules = [(g, found) for g in Grade if (found := self.rule(g))]
        return [
            Bound(
                grade,
                rule.asphalt_below_cm,
                rule.cover_below_cm,
                rule.width_from_m,
                frozenset(map(GradeMeasure, rule.alone)),
                frozenset(map(GradeMeasure, rule.unnamed)),
            )
            for grade, rule in rules
        ]

    @model_validator(mode="after")
    def _widening(self) -> "CavityGrades":
        rules = [self.emergency, self.priority, self.general]
        for name in ("asphalt_below_cm", "cover_below_cm", "width_from_m"):
            found = [v for rule in rules if (v := getattr(rule, name)) is not None]
            if found != sorted(found, reverse=name == "width_from_m"):
                raise ValueError(f"{name}: a worse grade must be narrower than the next one")
        return self


class Explorations(Part):
    """What district.json says of explorations."""

    cavities: CavityGrades = CavityGrades()
