"""What a district decides about its residents' own pages, ratings and check-ins."""

import datetime as dt
from typing import Annotated

from townline.platform.core.district_files.part import NEEDED, Part
from townline.platform.core.district_files.values import Days, Duration


class Asking(Part):
    """Whether residents are asked, how long after the answer, and how long a digit counts.

    ``declined``: whether also where the answer was that it cannot be done.
    """

    enabled: Annotated[bool, NEEDED] = False
    after: Annotated[Duration, NEEDED] = dt.timedelta(days=30)
    open_for: Annotated[Duration, NEEDED] = dt.timedelta(days=7)
    declined: bool = False


class Rating(Asking):
    """``with_answer``: it is asked at the end of the answer's own text, and no second one goes."""

    with_answer: bool = False


class CheckIn(Asking):
    """The same question must say whether it comes after a "cannot be done", too."""

    declined: Annotated[bool, NEEDED] = False


class Residents(Part):
    """What residents can do by themselves.

    ``case_link_days``: how long a link to a case page works; ``not_fixed_window``: how long after
    an answer "not fixed" opens the case again.
    """

    case_link_days: Days = 30
    not_fixed_window: Duration = dt.timedelta(days=90)
    rating: Rating = Rating()
    check_in: CheckIn = CheckIn()
