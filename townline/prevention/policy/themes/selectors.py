import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.models import Transition
from townline.platform.core.redaction import mask_message
from townline.platform.departments.api import Viewer
from townline.prevention.policy.themes.errors import ThemeNotFound
from townline.prevention.policy.themes.models import Theme, ThemeRun, ThemeText
from townline.prevention.policy.themes.rules.kinds import ThemeKind, Trend
from townline.prevention.policy.themes.rules.states import ThemeState, theme_subject

# What kinds, trends and seasons are called on pages.

KINDS: dict[ThemeKind, tuple[str, str, Promise]] = {
    ThemeKind.CHRONIC: ("overdue", "warning", pgettext_lazy("theme", "상시 반복")),
    ThemeKind.CAMPAIGN: ("clock", "calm", pgettext_lazy("theme", "일시적")),
    ThemeKind.COPIED: ("people", "calm", pgettext_lazy("theme", "복사된 청원")),
    ThemeKind.OPEN: ("ring", "calm", pgettext_lazy("theme", "판단 유보")),
}
TRENDS: dict[Trend, Promise] = {
    Trend.RISING: pgettext_lazy("theme", "늘어남"),
    Trend.FALLING: pgettext_lazy("theme", "줄어듦"),
    Trend.STEADY: pgettext_lazy("theme", "비슷함"),
    Trend.UNKNOWN: pgettext_lazy("theme", "아직 모름"),
}


def season_words(months: Sequence[int]) -> str:
    """Write months that follow one another: ``12~2월``; "" for none."""
    if not months:
        return ""
    return gettext("%(first)s~%(last)s월") % {"first": months[0], "last": months[-1]}


# How often themes came lately, beside the time before: for who tells of a week.

LATELY, TIMES = 28, 13  # days that are "lately", and how many such times are a year
_COUNTS = """
SELECT t.theme_id, c.department_id, (%(last)s::date - t.day) / %(days)s, count(*)
FROM themes_text t JOIN cases_case c ON c.id = t.case_id
WHERE t.day > %(first)s::date AND t.day <= %(last)s::date
GROUP BY 1, 2, 3
"""
_NAMED = """
SELECT t.theme_id, h.said, h.name, (%(last)s::date - t.day) / %(days)s, count(*)
FROM themes_text t JOIN themes_theme h ON h.id = t.theme_id
WHERE t.day > %(first)s::date AND t.day <= %(last)s::date AND h.state = 'found' AND h.count > 0
GROUP BY 1, 2, 3, 4
"""


class ThemeCount(NamedTuple):
    """Texts of a theme to one department, in the time that lies ``back`` times before the last."""

    theme: int
    department: str | None
    back: int
    number: int


def themes_lately(last: dt.date) -> tuple[dict[int, Theme], list[ThemeCount]]:
    """Give the themes that there are, and their texts of the year up to a day; two queries."""
    first = last - dt.timedelta(days=LATELY * TIMES)
    known = Theme.objects.filter(state=ThemeState.FOUND, count__gt=0).in_bulk()
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"first": first, "last": last, "days": LATELY})
        rows = [ThemeCount(*row) for row in cursor.fetchall()]
    return known, [row for row in rows if row.theme in known]


def themes_counted(last: dt.date) -> list[tuple[int, str, int, int]]:
    """Give theme, what it is called, how many times back, and how many texts; one query.

    Of the themes that there are, in the year up to a day, as ``themes_lately``.
    """
    first = last - dt.timedelta(days=LATELY * TIMES)
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, {"first": first, "last": last, "days": LATELY})
        return [
            (theme, renamed or name, back, n) for theme, renamed, name, back, n in cursor.fetchall()
        ]


# All texts that themes are found in, with the cases and places that they tell of.

_BATCH = 2_000
_BY = "cases."
_LAST = "case:"


class Material(NamedTuple):
    """One text. ``dong``: where its case lies, "" where nobody said."""

    id: int
    case_id: int
    day: dt.date
    dong: str
    text: str


def material() -> Iterator[Material]:
    """Give the texts of cases, oldest first, with their words; three queries for each 2,000.

    Left out: texts whose words are gone, those of cases that only a few may know, and of what
    nobody had to answer, such as advertisements.
    """
    above, zone = 0, district.current().zone
    while batch := conversations.incoming_claimed(above=above, limit=_BATCH):
        above = batch[-1].id
        of_cases = [one for one in batch if one.reference.startswith(_LAST)]
        ids = {int(one.reference.removeprefix(_LAST)) for one in of_cases}
        places = cases.case_dongs(ids)
        placed = [one for one in of_cases if int(one.reference.removeprefix(_LAST)) in places]
        words = conversations.incoming_many(one.id for one in placed)
        for one in placed:
            case = int(one.reference.removeprefix(_LAST))
            text = words[one.id].body if one.id in words else ""
            if text.strip():
                day = one.at.astimezone(zone).date()
                yield Material(one.id, case, day, places[case], text)


# Themes as pages show them.

PAGE = 100
_EXAMPLES, _PLACES, _CASES = 6, 12, 20
_TRIED = 60  # newest texts, of which some lie in cases that the viewer does not see


@dataclass(frozen=True, slots=True)
class ThemeFilters:
    """``view``: a kind, dismissed or all; ``q``: part of a name or word."""

    view: str = ThemeKind.CHRONIC
    q: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeDetail:
    """``months``: first day and count; ``places``: dong and count; ``joined``: what came in."""

    row: Theme
    months: list[tuple[dt.date, int]]
    places: list[tuple[str, int]]
    examples: list[str]
    cases: list[tuple[str, str]]
    joined: list[Theme]
    others: list[Theme]
    history: list[Transition]


def last_run() -> ThemeRun | None:
    """Give the last run, None before the first."""
    return ThemeRun.objects.order_by("-at").first()


def run_due(*, now: dt.datetime) -> bool:
    """Say whether no run was in this month of the district."""
    run, zone = last_run(), district.current().zone
    return run is None or (run.at.astimezone(zone).date().replace(day=1)
                           < now.astimezone(zone).date().replace(day=1))  # fmt: skip


def themes_list(filters: ThemeFilters, *, offset: int = 0) -> tuple[list[Theme], int]:
    """Give themes, the largest first, and how many there are; two queries."""
    rows = Theme.objects.filter(_in_view(filters.view))
    if filters.q:
        named = Q(name__icontains=filters.q) | Q(said__icontains=filters.q)
        rows = rows.filter(named | Q(words__contains=[filters.q.lower()]))
    return list(rows.order_by("-count", "id")[offset : offset + PAGE]), rows.count()


def _in_view(view: str) -> Q:
    if view == ThemeState.DISMISSED:
        return Q(state=ThemeState.DISMISSED)
    found = Q(state=ThemeState.FOUND, count__gt=0)
    return found & Q(kind=view) if view in set(ThemeKind) else found


def theme_counts() -> dict[str, int]:
    """Count themes by view; one query."""
    views = {str(kind): Count("id", filter=_in_view(kind)) for kind in ThemeKind}
    return Theme.objects.aggregate(
        all=Count("id", filter=_in_view("all")),
        dismissed=Count("id", filter=_in_view("dismissed")), **views,
    )  # fmt: skip


def theme_get(number: int) -> Theme:
    """Give one theme. Raises ThemeNotFound."""
    theme = Theme.objects.select_related("joined_into", "parent").filter(pk=number).first()
    if theme is None:
        raise ThemeNotFound(f"there is no theme {number}")
    return theme


def theme_detail(number: int, *, viewer: Viewer) -> ThemeDetail:
    """Read one theme: a fixed number of queries. Raises ThemeNotFound."""
    theme = theme_get(number)
    own = ThemeText.objects.filter(theme=theme)
    months = own.annotate(month=TruncMonth("day")).values_list("month").annotate(n=Count("pk"))
    places = own.exclude(dong="").values_list("dong").annotate(n=Count("pk"))
    examples, known = _visible_examples(own.order_by("-day", "-text_id")[:_TRIED], viewer)
    return ThemeDetail(
        row=theme,
        months=sorted(months),
        places=sorted(places, key=lambda pair: (-pair[1], pair[0]))[:_PLACES],
        examples=examples,
        cases=known,
        joined=list(Theme.objects.filter(joined_into=theme).order_by("id")),
        others=_others(theme),
        history=list(audit.history(theme_subject(theme.pk))),
    )


def theme_codes(number: int, *, viewer: Viewer, limit: int = 500) -> list[str]:
    """Give the codes of a theme's cases that the viewer sees, the newest; one query."""
    own = ThemeText.objects.filter(theme=number).values("case_id")
    rows = cases.visible(viewer).filter(id__in=own, private=False).order_by("-id")
    return [code for code in rows.values_list("code", flat=True)[:limit] if code]


def _others(theme: Theme) -> list[Theme]:
    """Give what it may be joined to, those with a word in common first."""
    rows = Theme.objects.filter(state=ThemeState.FOUND).exclude(pk=theme.pk).order_by("-count")
    own = set(theme.words)
    return sorted(rows[:PAGE], key=lambda other: -len(own & set(other.words)))


def _visible_examples(
    rows: Iterable[ThemeText], viewer: Viewer
) -> tuple[list[str], list[tuple[str, str]]]:
    """Give example texts, masked, and cases: of those that the viewer sees."""
    texts = list(rows)
    visible = cases.visible(viewer).filter(id__in={row.case_id for row in texts})
    known = {row.id: (row.code or "", row.title) for row in visible}
    mine = [row for row in texts if row.case_id in known]
    bodies = conversations.incoming_many(row.text_id for row in mine)
    own_texts = [bodies[row.text_id].body for row in mine if row.text_id in bodies]
    different = list(dict.fromkeys(mask_message(body) for body in own_texts if body.strip()))
    codes = list(dict.fromkeys(known[row.case_id] for row in mine))
    return different[:_EXAMPLES], codes[:_CASES]
