"""What a district decides about its texts: how many leave by themselves, and lost parts."""

import datetime as dt
from typing import Annotated, ClassVar

from townline.platform.core.district_files.part import NEEDED, Part
from townline.platform.core.district_files.values import Duration, Must, Names, Within

_Most = Annotated[int, Must("a whole number")]


class Receipt(Part):
    """Whether texts are acknowledged, and how many automatic texts go to one number in an hour.

    Of our own accord (``hourly_limit``), as answers to what was asked, as answers to STOP and
    START, as codes for whoever types the number on a page, and as such where nobody with that
    number ever dealt with us. Answers end somewhere too: a machine that answers our answers must
    not keep us talking.
    """

    enabled: Annotated[bool, NEEDED] = True
    hourly_limit_per_number: Annotated[_Most, NEEDED] = 3
    hourly_answers_per_number: _Most = 10
    hourly_switches_per_number: _Most = 6
    hourly_codes_per_number: _Most = 5
    hourly_first_codes_per_number: _Most = 1


class TextLine(Part):
    """``part_wait``: how long the parts of a long text may take."""

    receipt: Annotated[Receipt, NEEDED] = Receipt()
    part_wait: Annotated[Duration, NEEDED] = dt.timedelta(minutes=5)


class Gap(Part):
    """``gap_marker``: stands for a part of a long text that did not come."""

    file: ClassVar[str] = "texts.json"
    stored: ClassVar[str] = "texts"
    gap_marker: Annotated[Names, Within(200, 200, ("missing",))] | None = None
