"""What a district decides and every room asks for: its names, numbers, hours and words."""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from townline.platform.core.calendars import Calendar, OutOfOrder, calendar
from townline.platform.core.district_files.part import NEEDED, Part
from townline.platform.core.district_files.values import (
    LANGUAGES,
    Duration,
    Having,
    Many,
    Must,
    Names,
    Text,
    Time,
    Within,
    Zone,
    named_in,
    text,
)
from townline.platform.core.text.times import time_words

_Phone = Annotated[str, text(24)]


class Office(Part):
    """Whose line it is. ``line_number``: what residents text; a start-up setting may replace it.

    ``duty_phone``: who answers at any hour; ``emergency_phone``: where life is in danger.
    ``languages``: those that residents are written to. ``address``: where letters come from and
    are sent back to; None leaves it out of papers.
    """

    jurisdiction_id: Annotated[str, text(40)]
    name: Annotated[Names, Within(40, 80)]
    service_name: Annotated[Names, Within(80, 80)]
    mayor_title: Annotated[Names, Within(80, 80)]
    deputy_title: Annotated[Names, Within(80, 80)]
    languages: Annotated[Many[Literal["ko", "en"]], NEEDED] = ("ko",)
    line_number: _Phone
    duty_phone: _Phone
    emergency_phone: _Phone
    address: Annotated[Names, Within(120, 120)] | None = None


_Weekday = Annotated[int, Field(ge=1, le=7), Must("1 (Monday) to 7")]


def _some_day(days: tuple[int, ...]) -> tuple[int, ...]:
    if not days:
        raise ValueError("no day is a working day: a statutory period would never end")
    return days


class OfficeHours(Part):
    """When the office works, in local time; ``weekdays``: 1 is Monday."""

    weekdays: Annotated[Many[_Weekday], AfterValidator(_some_day)]
    start: Time
    end: Time
    break_start: Annotated[Time | None, NEEDED] = None
    break_end: Annotated[Time | None, NEEDED] = None

    def calendar(self, zone: ZoneInfo, holidays: Iterable[dt.date] = ()) -> Calendar:
        """Make the calendar of these hours. Raises OutOfOrder."""
        both = self.break_start, self.break_end
        pause = (both[0], both[1]) if both[0] and both[1] else None
        hours, days = (self.start, self.end), self.weekdays
        return calendar(zone=zone, weekdays=days, hours=hours, pause=pause, holidays=holidays)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        try:
            self.calendar(ZoneInfo("UTC"))
        except OutOfOrder as error:
            raise ValueError(str(error)) from error
        return self


class Working(Part):
    """When the office works, and in which zone: statutory periods are counted by it."""

    time_zone: Annotated[Zone, NEEDED] = ZoneInfo("Asia/Seoul")
    office_hours: OfficeHours

    def calendar(self, holidays: Iterable[dt.date]) -> Calendar:
        return self.office_hours.calendar(self.time_zone, holidays)


class RetentionSettings(Part):
    """How long each kind of data is kept; null: for ever. What is left out: as its rule says."""

    retention: dict[Annotated[str, named_in("retention")], Duration | None] = {}


# Words of one meaning by language; they are compared after folding.
type WordGroup = Annotated[dict[str, Many[Text]], Having(LANGUAGES, "it must be a list")]
_Group = Annotated[WordGroup | None, NEEDED]


class WordSettings(Part):
    """What residents and owners type to the line itself; None: the programme has its own.

    ``rating``: what may stand beside a rating's digit; ``rating_stars``: signs that count one
    each. ``owner_page``: an owner's wish for a link; ``ticket``: for a number ticket, ``asking``:
    what may end it. ``polite``: what stands around a word; ``never``: real words that are near
    one and mean something else. ``looks_back``: what speaks of something said before.
    ``withdrawal`` to ``coupon``: what a text wants (``casework/cases/rules/intent.py``).
    ``alarm``: from a telephone that was told of one. ``visit_...``: to the question when a survey
    may visit: one of three times, no visit, somebody to talk to.
    """

    thanks: _Group = None
    thanks_fillers: _Group = None
    thanks_emoji: Annotated[Many[Text], NEEDED] = ()
    help: _Group = None
    status: _Group = None
    stop: _Group = None
    start: _Group = None
    not_fixed: _Group = None
    fixed: _Group = None
    rating: _Group = None
    rating_stars: Annotated[Many[Text], NEEDED] = ()
    owner_page: _Group = None
    ticket: _Group = None
    asking: _Group = None
    alarm: _Group = None
    who: WordGroup | None = None
    cancel: WordGroup | None = None
    idle: WordGroup | None = None
    polite: WordGroup | None = None
    never: WordGroup | None = None
    looks_back: WordGroup | None = None
    withdrawal: WordGroup | None = None
    follow_up: WordGroup | None = None
    hours: WordGroup | None = None
    safe_number: WordGroup | None = None
    around: WordGroup | None = None
    noise: WordGroup | None = None
    praise: WordGroup | None = None
    compliment: WordGroup | None = None
    favour: WordGroup | None = None
    grateful: WordGroup | None = None
    complaint: WordGroup | None = None
    personal: WordGroup | None = None
    erase: WordGroup | None = None
    request: WordGroup | None = None
    disclosure: WordGroup | None = None
    how: WordGroup | None = None
    coupon: WordGroup | None = None
    visit_first: WordGroup | None = None
    visit_second: WordGroup | None = None
    visit_third: WordGroup | None = None
    visit_refuse: WordGroup | None = None
    visit_help: WordGroup | None = None


class Vocabulary(Part):
    """The words that the line understands."""

    file: ClassVar[str] = "texts.json"
    stored: ClassVar[str] = "texts"
    words: Annotated[WordSettings, NEEDED] = WordSettings()


def _exactly(number: int, words: str) -> AfterValidator:
    def check(names: tuple[str, ...]) -> tuple[str, ...]:
        if len(names) != number:
            raise ValueError(f"must be {words}")
        return names

    return AfterValidator(check)


_Week = Annotated[Many[Text], _exactly(7, "seven names, Monday first")]
_Year = Annotated[Many[Text], _exactly(12, "twelve names, January first")]
_PLACES = ("month", "day", "hour", "minute", "time", "weekday", "month_name")
_Form = Annotated[Names, Within(200, 200, _PLACES)]


class Weekdays(Part):
    ko: _Week
    en: _Week


class Months(Part):
    """Korean counts its months."""

    en: _Year


class PromiseWording(Part):
    """How the moment of a promised answer is worded: never later than the stored one.

    ``style``: ``day`` names a full hour of the day, and the evening before for one in the night;
    ``hour`` the full hour before, at any time; ``exact`` the minute. ``begins_at``, ``ends_at``:
    the day's hours.
    """

    style: Literal["day", "hour", "exact"] = "day"
    begins_at: Time = dt.time(9)
    ends_at: Time = dt.time(18)

    def worded(self, at: dt.datetime, since: dt.datetime) -> dt.datetime:
        """Give the local moment to name for ``at``; not before ``since``, when it was promised."""
        hour = at.replace(minute=0, second=0, microsecond=0)
        steps = {"day": (self._in_day(hour), hour), "hour": (hour,), "exact": ()}[self.style]
        return next((step for step in steps if step > since), at)

    def _in_day(self, at: dt.datetime) -> dt.datetime:
        if at.time() >= self.ends_at:
            return dt.datetime.combine(at.date(), self.ends_at, at.tzinfo)
        if at.time() < self.begins_at:
            before = at.date() - dt.timedelta(days=1)
            return dt.datetime.combine(before, self.ends_at, at.tzinfo)
        return at


class Dates(Part):
    """How moments are written to residents: with the time, the time of today, the day alone.

    ``{time}`` is ``오후 3시 20분`` or ``3:20pm``; ``{hour}`` and ``{minute}`` count to 24.
    ``promise``: how that of a promised answer is worded.
    """

    moment: _Form
    today: _Form
    day: _Form
    weekdays: Weekdays
    months: Months
    promise: PromiseWording = PromiseWording()

    def written(self, form: str, local: dt.datetime, lang: str) -> str:
        """Fill a form with a local moment: ``11월 27일(금)``, ``Fri 27 Nov``."""
        english = lang == "en"
        week = self.weekdays.en if english else self.weekdays.ko
        return form.format(
            month=local.month,
            day=local.day,
            hour=local.hour,
            minute=local.minute,
            time=time_words(local, lang),
            weekday=week[local.weekday()],
            month_name=self.months.en[local.month - 1] if english else "",
        )


class Writing(Part):
    """How the district writes to its residents."""

    file: ClassVar[str] = "texts.json"
    stored: ClassVar[str] = "texts"
    dates: Dates
