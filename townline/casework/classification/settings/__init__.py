"""What a district decides about sorting: what a machine may do, repeats, groups, a map."""

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.problems import accepted_hint
from townline.platform.core.district_files.values import Count, Duration, Many, Must, named_in, text
from townline.platform.triage.rules import READER_SERVICES

_HOLES = ("{latitude}", "{longitude}")
_Service = Annotated[str, named_in("services")]
# Half of it a coin knows as well.
_Right = Annotated[float, Field(ge=0.5, lt=1), Must("a number from 0.5 to below 1.0")]


def _check_link(link: str) -> str:
    if link and not (link.startswith("https://") and all(hole in link for hole in _HOLES)):
        raise ValueError(f"must begin with https:// and hold {' and '.join(_HOLES)}")
    return link


class Triage(Part):
    """What a machine may do by itself.

    ``auto_assign``: services whose cases it may send to their department, while at least
    ``auto_precision`` of its sure suggestions were right in the last half year. ``ask_place``:
    services whose complaints need a place: the resident is asked once for it.
    ``alarm_within``: how old a text may be that still raises an alarm when it is read.
    """

    auto_assign: Many[_Service] = ()
    ask_place: Many[_Service] = ()
    auto_precision: _Right = 0.95
    alarm_within: Duration = dt.timedelta(hours=48)


def _check_reader_code(code: str) -> str:
    if code not in READER_SERVICES:
        raise ValueError(f"{code!r} is unknown; {accepted_hint(READER_SERVICES)}")
    return code


class ServiceMeaning(Part):
    """The codes of the shipped reader that a service of the district stands for."""

    service_code: str
    reader_codes: Many[Annotated[str, AfterValidator(_check_reader_code)]] = ()


class Catalogue(Part):
    """What the district's services mean to the shipped reader."""

    file: ClassVar[str] = "services.json"
    services: Many[ServiceMeaning] = ()

    def meanings(self) -> dict[str, tuple[str, ...]]:
        """Give the reader's codes by service; a service without any means its own code."""
        return {one.service_code: one.reader_codes or (one.service_code,) for one in self.services}


class Repeats(Part):
    """The same complaint of the same resident.

    Counted ``within`` this time, it may be closed from so many ``complaints`` after so many
    notified ``answers`` (Civil Petitions Treatment Act, article 23).
    """

    within: Duration
    complaints: Count
    answers: Count


class Groups(Part):
    """A matter of several ``households``, counted ``within`` this time."""

    within: Duration
    households: Count


class Sorting(Part):
    """``map_link``: an address of a map, with the position's holes; "" for none."""

    triage: Triage = Triage()
    repeats: Repeats
    groups: Groups
    map_link: Annotated[str, text(300), AfterValidator(_check_link)] = ""
