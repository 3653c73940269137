"""Words and marks that every page writes the same way; loaded into all templates."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from html import escape
from typing import Protocol

from django import template
from django.contrib.messages.storage.base import Message
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from townline.platform.core import clock, district, resident_moments
from townline.platform.core.text.linked import link_addresses as linked_words
from townline.platform.core.text.particles import settle
from townline.platform.web import moments
from townline.platform.web.registry import Banner
from townline.platform.web.showing import icons
from townline.platform.web.showing.line_icons import LINES
from townline.platform.web.showing.toasts import Undo, undo_of as undo_of_message

register = template.Library()


class Named(Protocol):
    """Whatever has a name in both languages, as the district's data gives it."""

    name_ko: str
    name_en: str


class CodedName(Named, Protocol):
    """Such a thing of the district's catalogue, by its code."""

    pk: str


@register.simple_tag
@cache
def icon(name: str, extra: str = "") -> SafeString:
    """Draw an icon beside words; alone it says nothing to a screen reader, so never alone."""
    if name not in icons.PATHS:
        raise KeyError(f"no icon {name!r}; known: {', '.join(icons.PATHS)}")
    return format_html(
        '<svg class="tl-icon {}" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>',
        extra,
        name,
    )


@register.simple_tag
@cache
def line_icon(name: str) -> SafeString:
    """Draw an icon of the frame, in lines; it stands beside its word, or has a title."""
    attributes = 'viewBox="0 0 20 20" aria-hidden="true" focusable="false"'
    return SafeString(f'<svg class="ui-i" {attributes}>{LINES[name]}</svg>')


@register.simple_tag
def undo_of(message: Message) -> Undo | None:
    """Give what undoes that of which a message speaks."""
    return undo_of_message(message)


@register.simple_tag
def resident_languages() -> SafeString:
    """Write the languages that residents are texted in as choices, as they call themselves."""
    return format_html_join(
        "", '<option value="{0}" lang="{0}">{1}</option>', district.languages().items()
    )


@register.simple_tag
def icon_sprite() -> SafeString:
    return mark_safe(icons.sprite())  # noqa: S308 -- a constant of ours


@register.filter
def particles(sentence: str) -> SafeString:
    """Settle 을(를), (으)로 … in a block: ``{% filter particles %}…{% endfilter %}``."""
    return mark_safe(settle(sentence))  # noqa: S308 -- a rendered block, escaped already


@register.filter
def linked(words: str) -> SafeString:
    """Make links of the addresses in a text: ``{{ text.body|linked|linebreaksbr }}``."""
    return mark_safe(linked_words(words))  # noqa: S308 -- escaped there


@register.filter
def named(thing: Named | None) -> str:
    """Give the name of a department, person or service in the reader's language."""
    if thing is None:
        return ""
    # A place may have no English name.
    return str((moments.english() and thing.name_en) or thing.name_ko)


@register.simple_tag
def options(things: Iterable[CodedName], chosen: str = "", *, also: bool = False) -> SafeString:
    """Write departments or services as choices; ``chosen`` is the code of one of them.

    ``also``: a box beside the list finds them by their names in both languages. In Python: a
    page has a hundred of them.
    """
    return SafeString("".join(_option(thing, chosen, also=also) for thing in things))


def _option(thing: CodedName, chosen: str, *, also: bool) -> str:
    names = f' data-also="{escape(thing.name_ko)}|{escape(thing.name_en)}"' if also else ""
    selected = " selected" if thing.pk == chosen else ""
    return f'<option value="{escape(thing.pk)}"{names}{selected}>{escape(named(thing))}</option>'


def who(person: Named | None, label: str) -> str:
    """Name who did what a history tells; the programme by its label, in the reader's language."""
    if person is not None:
        return named(person)
    return gettext(label) if label else "-"


@register.simple_tag
def when(at: dt.datetime | None, style: str = "moment") -> SafeString:
    """Write a moment as ``<time>``: ``moment``, ``full`` (papers), ``day`` or ``hour``."""
    if at is None:
        return SafeString("")
    words = {"full": _full, "day": _day, "hour": moments.hour}.get(style, moments.moment)(at)
    # It stands alone, or begins a line: "Today 14:32".
    return _time(at, words[:1].upper() + words[1:])


@register.simple_tag
def between(first: dt.datetime, last: dt.datetime | None) -> SafeString:
    """Write two moments; what reads the same is said once."""
    if last is None or moments.moment(first) == moments.moment(last):
        return when(first)
    return format_html("{} – {}", when(first), when(last))


@register.simple_tag
def deadline(at: dt.datetime) -> SafeString:
    """Write when a clock ends, so short that two of them stand in one line, as ``<time>``."""
    return _time(at, pgettext("clock", "%(moment)s까지") % {"moment": moments.soon(at)})


def _time(at: dt.datetime, words: str) -> SafeString:
    # On paper "today" says nothing: the print style shows the title instead.
    exact = at.isoformat(timespec="seconds")
    return SafeString(
        f'<time datetime="{exact}" title="{escape(_full(at))}">{escape(words)}</time>'
    )


def _day(at: dt.datetime) -> str:
    return day_words(timezone.localtime(at))


def _full(at: dt.datetime) -> str:
    return moments.moment(at, full=True)


@register.filter
def moment_words(at: dt.datetime) -> str:
    """Write a moment within a sentence."""
    return moments.moment(at)


@register.filter
def day_words(date: dt.date, year: str = "") -> str:
    """Write a day, with its year if that is another one, or always (``"year"``)."""
    other = date.year != timezone.localtime(clock.now()).year
    return moments.day(date, year=bool(year) or other)


@register.filter
def date_words(day: dt.date | str) -> str:
    """Write a day of a paper or a file, without its weekday: ``2026. 11. 27.``."""
    return moments.date(dt.date.fromisoformat(day) if isinstance(day, str) else day)


@register.filter
def short_day(date: dt.date) -> str:
    """Write a day in a narrow cell: ``11. 27.`` or ``27 Nov``."""
    return moments.date(date, year=False)


@register.filter
def month_words(date: dt.date) -> str:
    """Write a month: ``2026년 11월``, ``Nov 2026``."""
    return moments.month(date)


@register.filter
def hour_words(at: dt.datetime | dt.time | None) -> str:
    """Write a time of day within a sentence: ``14:32``; "" for none."""
    return moments.hour(at) if at else ""


@register.filter
def second_words(at: dt.datetime) -> str:
    """Write a time of day to the second: ``14:32:05``."""
    return moments.second(at)


@register.filter
def resident_day(at: dt.date | None) -> str:
    """Write a day for residents, with its year if that is another one; "" for none."""
    return resident_moments.format_date(at) if at else ""


@register.filter
def resident_hour(at: dt.datetime | dt.time | None) -> str:
    """Write a time of day for residents: ``오후 2시 32분``; "" for none."""
    return resident_moments.hour(at) if at else ""


@register.filter
def until(at: dt.datetime) -> str:
    """Write a deadline: ``11. 27.(금) 14:32까지``."""
    return gettext("%(moment)s까지") % {"moment": moments.moment(at)}


@register.filter
def leaving(at: dt.datetime) -> str:
    """Write when a text leaves: ``14:32:05`` today, ``내일 08:00``, else the day and the hour."""
    return moments.leaving(at)


@register.filter
def span(length: dt.timedelta) -> str:
    return moments.span(length)


# In Python and not as a template of its own: an inbox has a hundred of these.
@register.simple_tag
def due_mark(due_at: dt.datetime, style: str = "short") -> SafeString:
    """Show how much of a promise is left: shape, word, then colour. ``style``: short or long.

    The mark carries its moment, so that an open page can count down without the server.
    """
    left = due_at - clock.now()
    level = "danger" if left < dt.timedelta(0) else "warning" if left < moments.URGENT else "calm"
    shape = {"danger": "overdue", "warning": "clock", "calm": "ring"}[level]
    long = style == "long"
    return SafeString(
        f'<span class="tl-mark {level}" data-due="{timezone.localtime(due_at).isoformat()}"'
        f"{' data-long' if long else ''}>{icon(shape)}"
        f'<span class="words">{escape(_time_left(left, long=long))}</span></span>'
    )


def _time_left(left: dt.timedelta, *, long: bool) -> str:
    length = moments.span(left)
    if left < dt.timedelta(0):
        return gettext("%(length)s 경과") % {"length": length}
    return gettext("%(length)s 남음") % {"length": length} if long else length


@register.simple_tag(takes_context=True)
def alerts(context: Context) -> list[Banner]:
    """Give the alerts of a page: of the level ``only`` where the page names one."""
    only = context.get("only")
    return [banner for banner in context["shell"]["banners"] if not only or banner.level == only]


@register.filter
def one_line(number: str) -> SafeString:
    """Show a telephone number that is never broken over two lines."""
    return format_html('<span class="nowrap">{}</span>', number) if number else SafeString("")


@register.filter
def masked(number: str) -> SafeString:
    """Show a masked number; a screen reader hears only the last four digits."""
    return format_html(
        '<span class="tl-number"><span aria-hidden="true">{}</span>'
        '<span class="sr-only">{}</span></span>',
        number,
        gettext("끝번호 %(digits)s") % {"digits": number[-4:]},
    )


@register.filter
def per_mille(part: float) -> int:
    """Turn a share (0 to 1) into a whole number for ``<progress max=1000>``."""
    return round(min(max(part, 0.0), 1.0) * 1000)


@register.filter
def percent(share: float) -> int:
    return round(share * 100)


@register.filter
def weekday_name(at: dt.datetime) -> str:
    """Name the day of the week: ``금요일``, ``Friday``."""
    return moments.weekday(timezone.localtime(at).weekday())
