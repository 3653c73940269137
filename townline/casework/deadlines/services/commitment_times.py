"""When a promised date next asks for somebody's attention."""

import datetime as dt

from townline.casework.deadlines.rules.commitments import moments
from townline.platform.core import district
from townline.platform.core.district import office_calendar

_MORNING = dt.time(9)


def next_moment(
    made_at: dt.datetime, due_at: dt.datetime, *, now: dt.datetime, next_word: bool
) -> dt.datetime:
    """Give the next reminder after ``now``, or the end itself.

    The next word of an interim answer has the reminders of the case's own deadline.
    """
    if next_word:
        return due_at
    office, zone = office_calendar(), district.current().zone
    found = moments(
        made_at.astimezone(zone),
        due_at.astimezone(zone),
        office_start=office.spans[0][0] if office.spans else _MORNING,
        works=lambda day: office.days.works(day.toordinal()),
    )
    return next((one for one in found if one > now), due_at)
