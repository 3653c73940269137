"""The list of measures, the worst first, with what is done to many of them at once."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases.ports import PanelContent
from townline.platform.core import clock
from townline.platform.departments.api import Act, Viewer
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.showing.lists import (
    Column,
    Filter,
    FilterBar,
    Paging,
    TableHead,
    list_parts,
    make_query,
    read_offset,
)
from townline.platform.web.staff import staff_page
from townline.prevention.works.models import Measure
from townline.prevention.works.selectors import lists, visibility
from townline.prevention.works.selectors.kinds import measure_kinds
from townline.prevention.works.selectors.lists import PAGE, MeasureFilters
from townline.prevention.works.services import deciding
from townline.prevention.works.sources import hazards, homes
from townline.prevention.works.views import labels
from townline.prevention.works.views.inputs import ChosenMeasures

# What an address asks of a list of works and of the rooms above.


def read_filters(request: HttpRequest, names: tuple[str, ...]) -> dict[str, str]:
    """Read filters from the address."""
    return {name: request.GET.get(name, "").replace("\x00", "").strip()[:80] for name in names}


_FIELDS = ("view", "dong", "kind", "grade", "source", "consent", "year", "q", "sort")
# What was just done may be taken back from the list that comes next.
_UNDOABLE = frozenset({"decide", "drop"})


def filters_of(request: HttpRequest) -> MeasureFilters:
    """Read what is asked for."""
    return MeasureFilters(**read_filters(request, _FIELDS))


def query_of(filters: MeasureFilters, **more: object) -> str:
    """Give filters as a query, with what is other."""
    return make_query(asdict(filters) | more)


def line(row: Measure) -> dict[str, Any]:
    """Put words to a measure."""
    of, kind = row.object, measure_kinds().get(row.kind)
    return {
        "row": row,
        "mark": labels.MEASURES[row.state],
        "kind": labels.kind_name(row.kind),
        "why": row.why.get(labels.language(), ""),
        "dong": labels.dong(of.dong),
        "grade": labels.grade(of.source, of.grade),
        "object_kind": labels.object_kind(of.source, of.kind),
        "consent": labels.CONSENT_NOW[row.consent] if row.state in _CONSENT_STATES else "",
        "held": labels.HELD.get(row.held_for, ""),
        "lead": kind.lead_days if kind and row.state in _CONSENT_STATES else 0,
    }


_CONSENT_STATES = frozenset({"decided", "ready", "planned", "refused", "held"})


@require_GET
@staff_page(visibility.reads)
def works(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List measures by what is wanted."""
    filters, offset = filters_of(request), read_offset(request)
    rows, count = lists.measures_page(filters, offset)
    numbers, params = lists.counts(), asdict(filters)
    context = list_parts(
        _filter_bar(params),
        Paging(offset=offset, size=PAGE, count=count, params=params),
        TableHead(columns=_COLUMNS, params=params, picks=visibility.decides(viewer)),
    ) | {
        "lines": [line(row) for row in rows],
        "count": count,
        "filters": filters,
        "views": [
            (view, word, numbers.get(view), query_of(filters, view=view))
            for view, word in labels.VIEWS
            if view in {"", "all", filters.view} or numbers.get(view)
        ],
        "unpriced": numbers["unpriced"],
        "query": query_of(filters),
        "may_decide": visibility.decides(viewer),
        "undo": _undo(request),
    }
    return render(request, "works/works.html", context)


_COLUMNS = (
    Column(_("대상"), "address"),
    Column(_("등급"), "grade"),
    Column(pgettext_lazy("works", "조치"), "kind"),
    Column(_("동의")),
    Column(_("상태")),
    Column(_("연차"), "year"),
    Column(_("예상 금액(원)"), "estimate", "n"),
)


def _filter_bar(params: dict[str, str]) -> FilterBar:
    known, year = lists.choices(), params["year"]
    filters = [
        Filter("dong", _("동"), [(code, labels.dong(code)) for code in known["dongs"]]),
        Filter(
            "kind", _("조치 종류"), [(code, labels.kind_name(code)) for code in measure_kinds()]
        ),
        Filter(
            "grade",
            _("등급"),
            [(code, labels.grade(of, code)) for code, of in lists.grades().items()],
        ),
        Filter("consent", _("동의"), list(labels.CONSENT_NOW.items())),
        Filter(
            "source", _("대상"), [(code, labels.source_name(code)) for code in known["sources"]]
        ),
    ]
    if year:  # of a link from the plan
        filters.append(Filter("year", _("연차"), [(year, year)]))
    return FilterBar(
        prefix="wk", label=gettext("조치 필터"), params=params, filters=filters,
        search=_("주소"), kept=("view", "sort"),
    )  # fmt: skip


def _undo(request: HttpRequest) -> list[int]:
    """Give the measures that were just decided or dropped."""
    if request.GET.get("did", "") not in _UNDOABLE:
        return []
    numbers = request.GET.get("ids", "")[:600].split(",")
    return [int(each) for each in numbers if each.isascii() and each.isdigit()][:PAGE]


@require_POST
@staff_page(visibility.decides)
def many(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Decide, drop or take back what was ticked."""
    form, did = read(request, ChosenMeasures), pressed_button(request)
    if form.id:
        _MANY.get(did, _decide)(form, viewer)
    filters = query_of(filters_of(request))
    return _back(filters, did, form.id)


def _decide(form: ChosenMeasures, viewer: Viewer) -> None:
    deciding.measures_decide(form.id, actor=viewer.actor, now=clock.now(), staff_id=viewer.staff_id)


def _drop(form: ChosenMeasures, viewer: Viewer) -> None:
    deciding.measures_drop(form.id, actor=viewer.actor, now=clock.now(), reason=form.reason)


def _undone(form: ChosenMeasures, viewer: Viewer) -> None:
    deciding.measures_undo(form.id, actor=viewer.actor, now=clock.now())


_MANY: dict[str, Callable[[ChosenMeasures, Viewer], None]] = {
    "decide": _decide,
    "drop": _drop,
    "undo": _undone,
}


def _back(query: str, did: str, ids: Iterable[int]) -> HttpResponseRedirect:
    more = urlencode({"did": did, "ids": ",".join(map(str, ids))}) if ids else ""
    return HttpResponseRedirect(f"{reverse('works')}?{'&'.join(filter(None, (query, more)))}")


# Works at a home or a hazard, on its own page.


def home_section(act: Act, home: Any) -> PanelContent | None:  # noqa: ANN401 -- a row of another room
    """Give the works at a home of the surveys; one query."""
    return _section(homes.CODE, home.pk, act.viewer)


def hazard_section(act: Act, hazard: Any) -> PanelContent | None:  # noqa: ANN401 -- the same
    """Give the works at a hazard; one query."""
    return _section(hazards.CODE, hazard.pk, act.viewer)


def _section(source: str, number: int, viewer: Viewer) -> PanelContent | None:
    if not visibility.reads(viewer):
        return None
    rows = Measure.objects.filter(object__source=source, object__reference=str(number))
    lines = [line(row) for row in rows.select_related("object").order_by("id")]
    return (
        PanelContent(template="works/side_works.html", context={"lines": lines}) if lines else None
    )
