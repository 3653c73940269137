"""When briefings are made."""

from typing import Annotated

from pydantic import Field

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import Must


class BriefingTime(Part):
    """``weekday`` (1 is Monday) and ``hour``: from when on the week before is told.

    ``mails``: whether the mayor, deputies and heads have it by e-mail, unless they stopped it.
    """

    weekday: Annotated[int, Field(ge=1, le=7), Must("1 (Monday) to 7")] = 1
    hour: Annotated[int, Field(ge=0, le=23), Must("a whole hour, 0 to 23")] = 7
    mails: bool = True


class Briefings(Part):
    """``briefings``: when and whether they leave."""

    briefings: BriefingTime = BriefingTime()
