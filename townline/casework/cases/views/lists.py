"""The inbox: danger first, then the nearest promise."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_GET

from townline.casework.cases import api
from townline.casework.cases.views import labels
from townline.platform.core import clock, district
from townline.platform.departments import api as departments
from townline.platform.departments.api import (
    Department,
    Permission,
    Role,
    Service,
    Viewer,
)
from townline.platform.departments.guards import act_of
from townline.platform.triage.api import dong_in, dongs
from townline.platform.web.staff import staff_page

PAGE = 100
_MORNING_ROLES = {Role.MAYOR, Role.DEPUTY}
_VIEWS = {
    *labels.STATES,
    "finished",
    *(key for key, _ in labels.CHIPS + labels.MORE_CHIPS + labels.SORTING_CHIPS),
}
_FILTER_NAMES = ("view", "q", "department", "service", "incident", "dong")


the_act = act_of


def the_viewer(request: HttpRequest) -> Viewer:
    """Give the person behind a guarded page."""
    return act_of(request).viewer


@require_GET
@staff_page(reads=True)
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the list; a script that asks gets the list alone."""
    context = list_context(request)
    alone = request.headers.get("HX-Request") == "true"
    return render(request, "cases/list.html" if alone else "cases/inbox.html", context)


@dataclass(frozen=True)
class Chip:
    """A filter one press away."""

    key: str
    label: Promise
    count: int | None
    here: bool
    query: str


@dataclass(frozen=True)
class ListLine:
    """A row with the names it shows."""

    row: api.CaseRow
    department: Department | None
    state: str
    mark: api.RowMark | None = None
    # What an unsorted one is likely about.
    likely: Service | None = None
    danger: api.Danger | None = None

    @property
    def languages(self) -> str:
        return api.languages(self.mark.languages) if self.mark else ""

    @property
    def spoken(self) -> str:
        """Give the language of the words shown, as a page says it."""
        return self.mark.languages[0] if self.mark and self.mark.languages else self.row.language

    @property
    def dong(self) -> str:
        """Give where it is: as its texts were read, else as its title says."""
        read_dong = self.mark.dong if self.mark else ""
        return read_dong or dong_in(self.row.title)

    @property
    def legal_late(self) -> bool:
        due = self.row.legal_due_at
        return due is not None and self.row.is_open and due < clock.now()


@dataclass(frozen=True)
class Directory:
    """Departments and services by code, read once for a page."""

    departments: dict[str, Department]
    services: dict[str, Service]

    @property
    def offices(self) -> list[Department]:
        return [d for d in self.departments.values() if d.kind == "department"]


def directory() -> Directory:
    """Give the names that a page shows, as they were at most half a minute ago."""
    return district.derive(_directory)


def _directory(_: district.Settings) -> Directory:
    return Directory(
        {d.code: d for d in departments.departments()},
        {s.service_code: s for s in departments.services()},
    )


def list_lines(rows: list[api.CaseRow], names: Directory | None = None) -> list[ListLine]:
    """Put names to rows; one query when no directory is at hand."""
    known = names.departments if names else {d.code: d for d in departments.departments()}
    return [ListLine(r, known.get(r.department or ""), labels.state(r.state)) for r in rows]


def with_marks(lines: list[ListLine], names: Directory, now: dt.datetime) -> list[ListLine]:
    """Put beside rows what a machine read in their texts; one query."""
    marks = api.row_extras("mark", (line.row.id for line in lines), now)
    return [_with_mark(line, marks.get(line.row.id), names) for line in lines]


def _with_mark(line: ListLine, mark: api.RowMark | None, names: Directory) -> ListLine:
    unsorted = mark is not None and line.row.state in api.UNSORTED
    likely = names.services.get(mark.service) if mark and unsorted else None
    return replace(line, mark=mark, likely=likely)


def with_alarms(lines: list[ListLine], now: dt.datetime) -> list[ListLine]:
    """Say of what is dangerous what the danger is; one query where there is any.

    What nobody has acknowledged yet stands first, the longest wait on top.
    """
    found = api.row_extras("danger", (line.row.id for line in lines), now)
    marked_lines = [replace(line, danger=found.get(line.row.id)) for line in lines]
    return sorted(marked_lines, key=_first_due)


def _first_due(line: ListLine) -> tuple[bool, dt.datetime]:
    until = line.danger and line.danger.until
    return until is None, until or line.row.answer_due_at


def filters_of(request: HttpRequest, viewer: Viewer) -> api.CaseFilters:
    """Read the filters from the address."""
    return filters_in(request.GET, viewer)


def filters_in(query: Mapping[str, str], viewer: Viewer) -> api.CaseFilters:
    """Read filters; those who only watch see everything open unless they say otherwise."""
    given = {name: query.get(name, "")[:200] for name in _FILTER_NAMES}
    usual = "open" if viewer.role in {Role.AUDITOR, *_MORNING_ROLES} else "todo"
    view = given["view"] if given["view"] in _VIEWS else usual
    return api.CaseFilters(**{**given, "view": view})  # type: ignore[arg-type]


def list_context(request: HttpRequest) -> dict[str, object]:
    """Gather what the list pane shows."""
    act = the_act(request)
    names = directory()
    filters = filters_of(request, act.viewer)
    cursor = request.GET.get("cursor", "")
    page = api.cases_list(act, filters=filters, cursor=cursor, limit=PAGE)
    lines = with_marks(list_lines(page.rows, names), names, act.now)
    others = [line for line in lines if not (line.row.danger and line.row.is_open)]
    counts = counts_of(request, views=True)
    query = query_of(filters)
    more_chips = _chips(_more_chips_for(act.viewer, counts), filters, counts)
    picks = act.viewer.may(Permission.WRITE)
    return {
        "filters": filters,
        "danger_lines": with_alarms(
            [ln for ln in lines if ln.row.danger and ln.row.is_open], act.now
        ),
        "first_lines": [line for line in others if line.row.look_first],
        "other_lines": [line for line in others if not line.row.look_first],
        "chips": _chips(labels.CHIPS, filters, counts),
        "more_chips": more_chips,
        "may_share": bool(act.viewer.department),
        "more_here": next((chip for chip in more_chips if chip.here), None),
        "aside_count": counts.get("aside", 0),
        "next": f"?{query}&cursor={page.next_cursor}" if page.next_cursor else "",
        "first": bool(cursor),
        "query": query,
        "names": names,
        "refined": bool(filters.q or filters.department or filters.service or filters.dong),
        "dongs": dongs(),
        "finished": filters.view in {"answered", "closed", "finished"},
        "picks": picks,
        **api.list_extras(act.viewer),
        **(picking(request, act.viewer, cursor) if picks else {}),
    }


def _more_chips_for(viewer: Viewer, counts: dict[str, int]) -> tuple[tuple[str, Promise], ...]:
    """Give who sorts what can be sorted with one key, and what lies aside while there is any."""
    if not viewer.may(Permission.ASSIGN):
        return labels.MORE_CHIPS
    sorting = tuple(chip for chip in labels.SORTING_CHIPS if counts.get(chip[0]))
    return sorting + labels.MORE_CHIPS


def picking(request: HttpRequest, viewer: Viewer, cursor: str) -> dict[str, object]:
    """Give what the list shows while cases are picked; people are read only then."""
    picked = request.GET.get("pick", "")
    if not picked:
        return {}
    people = departments.staff_in_departments(roles=[Role.OFFICER, Role.HEAD])
    return {
        "picking": "all" if picked == "all" else "some",
        "colleagues": [p for p in people if viewer.sees(p.department_id)],
        "may_assign": viewer.may(Permission.ASSIGN),
        "key": uuid.uuid4(),
        "cursor": cursor,
    }


def query_of(filters: api.CaseFilters, **changes: str) -> str:
    """Write filters back into an address."""
    now = {name: getattr(filters, name) for name in _FILTER_NAMES} | changes
    return urlencode({name: value for name, value in now.items() if value})


def _chips(
    chips: tuple[tuple[str, Promise], ...], filters: api.CaseFilters, counts: dict[str, int]
) -> list[Chip]:
    return [
        Chip(key, label, counts.get(key), filters.view == key, query_of(filters, view=key))
        for key, label in chips
    ]


def counts_of(request: HttpRequest, *, views: bool = False) -> dict[str, int]:
    """Give the figures of the bar, counted at most once for a request.

    ``views``: also of what only the inbox shows, which asks for them before the bar does.
    """
    found = getattr(request, "case_counts", None)
    if views or not isinstance(found, dict):
        found = api.counts(the_act(request), views=views)
        request.case_counts = found  # type: ignore[attr-defined] # read back just above
    return found
