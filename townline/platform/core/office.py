"""The loaded district's calendar: office hours and days off."""

from townline.platform.core import district
from townline.platform.core.calendars import Calendar
from townline.platform.core.calendars.reading import calendar_of
from townline.platform.core.models import Holiday


def office_calendar() -> Calendar:
    """Give the calendar, read at most half a minute ago. Raises DistrictMissing."""
    return district.made(_calendar)


def office_read() -> Calendar:
    """Read the calendar as it is at this moment: two queries. Raises DistrictMissing."""
    return _calendar(district.read())


def _calendar(settings: district.Settings) -> Calendar:
    return calendar_of(settings.raw, Holiday.objects.values_list("date", flat=True))
