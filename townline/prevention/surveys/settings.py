"""What a district says of surveys: the kinds of homes, who is responsible, how the work goes."""

import datetime as dt
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from townline.platform.core.district_files.part import NEEDED, Part
from townline.platform.core.district_files.values import (
    Code,
    Count,
    Days,
    Many,
    Must,
    Names,
    Share,
    Text,
    named_in,
    once,
)
from townline.prevention.surveys.rules.ruleset import RuleSet

type Floor = Annotated[Literal["", "B1", "R"], Must("B1 (below ground), R (on the roof) or empty")]


class HomeMeasure(Part):
    """What a home can be fitted with."""

    code: Code
    name: Names


class HomeKind(Part):
    """A kind of home. ``floor``: where such homes lie, for addresses that name no floor.

    ``said_grade``: the question whose answer is the home's grade as a phone worked it out, "" for
    none. ``phone`` and ``phone_consent``: those of the household's telephone, and of whether texts
    may go there.
    """

    code: Annotated[Code, once("kind of home")]
    name: Names
    floor: Floor = ""

    said_grade: str = ""
    phone: str = "phone"
    phone_consent: str = "phone_consent"
    measures: Many[HomeMeasure] = ()
    rules: RuleSet


class Headings(Part):
    """Words by which the columns of a list are known, each in small letters without spaces."""

    reference: Many[Text] = ()
    address: Many[Text] = ()
    unit: Many[Text] = ()
    dong: Many[Text] = ()
    latitude: Many[Text] = ()
    longitude: Many[Text] = ()
    built_on: Many[Text] = ()
    area_m2: Many[Text] = ()
    phone: Many[Text] = ()


class Surveys(Part):
    """``surveys.json``; without the file there are no surveys.

    ``department``: whose officers and heads work on the lists. ``visits_a_day`` of one surveyor;
    ``attempts``: how often one comes in vain before a person decides; ``come_back``: days until
    the next one. ``second_review``: the share of grades that is drawn by lot. ``begins_on`` and
    ``ends_on``: the plan; None: none is made.
    """

    file: ClassVar[str] = "surveys.json"
    stored: ClassVar[str] = "surveys"

    department: Annotated[Annotated[str, named_in("departments")], NEEDED] = ""
    kinds: Annotated[Many[HomeKind], NEEDED] = ()
    headings: Headings = Headings()
    visits_a_day: Count = 7
    attempts: Count = 3
    come_back: Days = 7
    second_review: Share = 0.1
    begins_on: Annotated[dt.date | None, Field(strict=False)] = None
    ends_on: Annotated[dt.date | None, Field(strict=False)] = None
