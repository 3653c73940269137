"""What a district says of its plans of works: ``works_planning.json``; it may be left out."""

from typing import Annotated, ClassVar

from pydantic import Field

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import Code, Many, Must

type Weight = Annotated[float, Field(ge=0, le=1_000), Must("points, 0.0 to 1000.0")]


class Money(Part, extra="forbid"):
    """What a source of money is for: kinds of measures; without any all."""

    kinds: Many[Code] = ()


class WorksPlanning(Part):
    """How plans of works are made.

    ``grade``: points of urgency for each grade that a home is worse; ``risk``, ``people``,
    ``floods``: for each point of risk within the grade, person and past flood; ``groups``: for
    kinds of objects, as ``semi-basement``. ``worst_first``: 1 to 6, how much more the worst
    count. ``years``: of a plan. ``seconds``: the longest that one is calculated.
    """

    file: ClassVar[str] = "works_planning.json"
    stored: ClassVar[str] = "works_planning"

    grade: Weight = 100
    risk: Weight = 1
    people: Weight = 5
    floods: Weight = 20
    groups: dict[Code, Weight] = {"semi-basement": 30}
    sources: dict[Code, Money] = {}
    worst_first: Annotated[float, Field(ge=1, le=6), Must("1.0 to 6.0")] = 2
    years: Annotated[int, Field(ge=1, le=10), Must("years, 1 to 10")] = 4
    seconds: Annotated[int, Field(ge=5, le=600), Must("seconds, 5 to 600")] = 55
