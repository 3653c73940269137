import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop, pgettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from townline.platform.core import clock
from townline.platform.core.history import tags
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.triage.api import dong_name
from townline.platform.web.inputs import Input, Line, RowId
from townline.platform.web.moments import english, month
from townline.platform.web.reading import read
from townline.platform.web.showing.charts import count_bars
from townline.platform.web.showing.curves import Chart
from townline.platform.web.staff import Page, staff_page
from townline.platform.web.views import back_to
from townline.prevention.policy.themes import api
from townline.prevention.policy.themes.models import Theme
from townline.prevention.policy.themes.rules.kinds import ThemeKind, Trend
from townline.prevention.policy.themes.selectors import KINDS, TRENDS, season_words

# What the forms of themes hold.


class ThemeInput(Input):
    """Base: what pages call the fields."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "name": gettext_noop("주제 이름"),
        "into": gettext_noop("병합할 주제"),
        "word": gettext_noop("분리할 낱말"),
    }


class ThemePress(ThemeInput):
    """A button without fields."""


class ThemeNamed(ThemeInput):
    name: Line = ""


class ThemeJoined(ThemeInput):
    into: RowId


class ThemeWord(ThemeInput):
    word: Line


# The list of themes, one theme, and what is pressed there.

_VIEWS = (
    *((str(kind), word) for kind, (_icon, _tone, word) in KINDS.items()),
    ("all", pgettext_lazy("theme", "전체")),
    ("dismissed", pgettext_lazy("theme", "주제 아님")),
)
_PAGE = 100
_MONTHS = 36


@require_GET
@staff_page(reads=True)
def themes(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List what comes again, chronic matters first, apart from campaigns and petitions."""
    counts = api.theme_counts()
    filters, offset = _filters(request, counts), _offset(request)
    rows, count = api.themes_list(filters, offset=offset)
    context = {
        "lines": [_line(row) for row in rows],
        "count": count,
        "run": api.last_run(),
        "least": api.LEAST,
        "filters": filters,
        "views": [(name, word, counts[name], _query(filters, view=name)) for name, word in _VIEWS],
        "before": _query(filters, offset=max(0, offset - _PAGE) or "") if offset else None,
        "after": _query(filters, offset=offset + _PAGE) if offset + _PAGE < count else None,
        "may_write": viewer.may(Permission.WRITE),
    }
    return render(request, "themes/themes.html", context)


def _filters(request: HttpRequest, counts: dict[str, int]) -> api.ThemeFilters:
    """Read what is asked for; where nothing is, the first kind of which there are themes."""
    first = next((str(kind) for kind in ThemeKind if counts[str(kind)]), str(ThemeKind.CHRONIC))
    view = request.GET.get("view", "")[:20] or first
    return api.ThemeFilters(view=view, q=request.GET.get("q", "").strip()[:60])


def _offset(request: HttpRequest) -> int:
    text = request.GET.get("offset", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0  # noqa: PLR2004 -- more than any district has


def _query(filters: api.ThemeFilters, **more: object) -> str:
    params = {"view": filters.view, "q": filters.q} | more
    return urlencode({name: value for name, value in params.items() if value})


def _line(row: Theme) -> dict[str, Any]:
    return {
        "row": row, "mark": KINDS[ThemeKind(row.kind)], "trend": TRENDS[Trend(row.trend)],
        "season": season_words(row.season), "years": ", ".join(map(str, row.years)),
    }  # fmt: skip


@require_GET
@staff_page(reads=True)
def theme(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one theme: when and where it comes, what people write, which cases."""
    detail = api.theme_detail(number, viewer=viewer)
    months = detail.months[-_MONTHS:]
    context = _line(detail.row) | {
        "detail": detail,
        "months": _months_chart(months),
        "places": [(dong_name(dong, english=english()), n) for dong, n in detail.places],
        "history": [(line, tags.label(line.event)) for line in detail.history],
        "may_write": viewer.may(Permission.WRITE),
        "start": urlencode({"theme": number, "title": detail.row.title[:80]}),
    }
    return render(request, "themes/theme.html", context)


def _months_chart(months: Sequence[tuple[dt.date, int]]) -> Chart | None:
    """Draw how many texts came in each month; None where none did."""
    if not months:
        return None
    label, counts = gettext("달마다 온 문자"), [count for _, count in months]
    names = [month(day, short=True) for day, _ in months]
    rows = [(month(day), str(count)) for day, count in months]
    heads = (gettext("달"), pgettext("theme", "문자"))
    return Chart(label, count_bars(names, counts, label), heads, rows)


def press(action: Callable[..., Theme], message: str, schema: type[Input]) -> Page:
    """Make a page of a press; it leads to the theme that goes on."""

    @require_POST
    @staff_page(may(Permission.WRITE), reads=True)
    def view(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
        arguments = read(request, schema).arguments()
        found = action(Act(viewer, clock.now()), number=number, **arguments)
        messages.success(request, gettext(message))
        return HttpResponseRedirect(f"/insights/themes/{found.pk}/")

    return view


name = press(api.theme_name, gettext_noop("주제 이름을 저장했습니다."), ThemeNamed)
join = press(api.theme_join, gettext_noop("주제를 병합했습니다."), ThemeJoined)
separate = press(api.theme_separate, gettext_noop("병합을 취소했습니다."), ThemePress)
split = press(api.theme_split, gettext_noop("주제를 분리했습니다."), ThemeWord)
unsplit = press(api.theme_unsplit, gettext_noop("분리를 취소했습니다."), ThemePress)
dismiss = press(api.theme_dismiss, gettext_noop("주제에서 뺐습니다."), ThemePress)
restore = press(api.theme_restore, gettext_noop("다시 주제로 두었습니다."), ThemePress)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def find(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Have themes found anew, by the worker."""
    read(request, ThemePress)
    api.themes_ask(clock.now())
    messages.success(request, gettext("주제를 다시 찾고 있습니다. 몇 분 걸립니다."))
    return HttpResponseRedirect(back_to(request, "/insights/themes/"))
