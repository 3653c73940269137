"""``/settings/components/``: each component of the kit in its states, with made-up content.

It draws the fragments that the pages of staff are made of, so that one look (and one test with a
browser) shows what a change of the kit does.
"""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.platform.core import clock
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import viewer_of
from townline.platform.web.maps.frames import ground
from townline.platform.web.reading import pressed_button
from townline.platform.web.registry import SettingsItem
from townline.platform.web.showing.lists import (
    Column,
    Filter,
    FilterBar,
    Paging,
    TableHead,
    list_parts,
)
from townline.platform.web.showing.sparks import spark
from townline.platform.web.showing.toasts import Undo, add_toast
from townline.platform.web.staff import staff_page


def may_look(viewer: Viewer) -> bool:
    """Say whether a person sees the components: who manages the district, and the demo's people."""
    return bool(settings.TOWNLINE_DEMO) or viewer.may(Permission.MANAGE)


def _is_shown(request: HttpRequest) -> bool:
    viewer = viewer_of(request)
    return viewer is not None and may_look(viewer)


COMPONENTS = SettingsItem(
    "/settings/components/",
    lambda: gettext("화면 구성 요소"),
    lambda: gettext("화면을 이루는 요소와 그 상태"),
    lambda: gettext("시스템"),
    _is_shown,
)


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A row of the table: ``share`` in per cent; ``tone``: of its state's chip."""

    code: str
    name: str
    state: str
    tone: str
    share: int
    sum: int

    @property
    def amount(self) -> str:
        return f"{self.sum:,}"


_CODES = ("work-1", "work-2", "work-3")


@require_GET
@staff_page(may_look)
def components(request: HttpRequest) -> HttpResponse:
    """Show each component of the kit; the filter bar and the sorting work on the made-up rows."""
    params = {name: request.GET.get(name, "") for name in ("q", "state", "sort")}
    rows = _sorted_rows(params)
    context = _table(params, rows) | {
        "tiles": _tiles(),
        "log": _log(),
        "steps": _steps(),
        "late_steps": [*_steps()[:1], (gettext("시공"), "late"), (gettext("준공 승인"), "")],
        "photos": _photos(),
        "spots": _spots(),
        "tabs": _tabs(),
        "record": reverse("component_record"),
        "due": [clock.now() + timedelta(hours=hours) for hours in (-2, 5, 30)],
    }
    return render(request, "config/components.html", context)


@require_GET
@staff_page(may_look)
def record(request: HttpRequest) -> HttpResponse:
    """Show the record that the drawer shows, as the page of its own that it is without a script."""
    return render(request, "config/component_record.html", {"log": _log(), "steps": _steps()})


@require_POST
@staff_page(may_look)
def toast(request: HttpRequest) -> HttpResponse:
    """Say that something was done, with the press that undoes it; nothing is changed."""
    page = reverse("components")
    if pressed_button(request) == "undo":
        add_toast(request, gettext("실행을 취소했습니다."))
    else:
        undo = Undo(reverse("component_toast"), {"do": "undo"})
        add_toast(request, gettext("예시 항목을 처리했습니다."), undo=undo)
    return HttpResponseRedirect(page)


def _sorted_rows(params: dict[str, str]) -> list[SampleRow]:
    states = (
        (gettext("공사 중"), "info"),
        (gettext("지연"), "danger"),
        (gettext("준공 승인"), "success"),
    )
    figures = ((72, 1_240_000), (40, 1_560_000), (100, 1_040_000))
    rows = [
        SampleRow(code, gettext("예시 %(n)s") % {"n": n}, state, tone, share, amount)
        for n, (code, (state, tone), (share, amount)) in enumerate(
            zip(_CODES, states, figures, strict=True), 1
        )
        if params["state"] in {"", tone} and params["q"] in gettext("예시 %(n)s") % {"n": n}
    ]
    order = params["sort"]
    if order.removeprefix("-") in {"name", "share", "sum"}:
        rows.sort(key=lambda row: getattr(row, order.removeprefix("-")), reverse=order[0] == "-")
    return rows


def _states() -> list[tuple[str, str]]:
    return [
        ("info", gettext("공사 중")),
        ("danger", gettext("지연")),
        ("success", gettext("준공 승인")),
    ]


def _table(params: dict[str, str], rows: list[SampleRow]) -> dict[str, Any]:
    bar = FilterBar(
        prefix="components",
        label=gettext("예시 필터"),
        params=params,
        filters=[Filter("state", gettext("상태"), _states())],
        search=gettext("이름"),
        kept=("sort",),
    )
    columns = [
        Column(gettext("이름"), "name"),
        Column(gettext("상태")),
        Column(gettext("공정"), "share"),
        Column(gettext("금액(원)"), "sum", "n"),
    ]
    head = TableHead(columns=columns, params=params, picks=True)
    paging = Paging(offset=0, size=2, count=len(rows), params=params)
    return list_parts(bar, paging, head) | {"rows": rows}


def _tiles() -> list[dict[str, Any]]:
    calm, danger = SimpleNamespace(css="", icon=""), SimpleNamespace(css="danger", icon="overdue")
    rise = SimpleNamespace(words="▲ 1.2%p", better=True)
    fall = SimpleNamespace(words="▼ 3", better=False)
    page = reverse("components")
    made = [
        (gettext("기한 내 답변율"), "97.6", "%", rise, calm, (18, 14, 22, 10, 6, 2)),
        (gettext("접수"), "104", "", fall, calm, (3, 5, 4, 7, 6, 9)),
        (gettext("기한 경과"), "1", "", None, danger, ()),
    ]
    return [
        {
            "tile": SimpleNamespace(label=label, number=number, unit=unit, trend=trend, tone=tone,
                                    detail="", url=page),
            "spark": spark(values),
        }
        for label, number, unit, trend, tone, values in made
    ]  # fmt: skip


def _log() -> list[SimpleNamespace]:
    now, who = clock.now(), gettext("예시 담당자")
    made = [(26, gettext("접수"), ""), (3, gettext("보수 지시"), gettext("우기 전 보수"))]
    return [
        SimpleNamespace(at=now - timedelta(hours=ago), who=who, what=what, reason=reason, via="")
        for ago, what, reason in made
    ]


def _steps() -> list[tuple[str, str]]:
    return [
        (gettext("보수 지시"), "done"),
        (gettext("시공"), "now"),
        (gettext("준공 승인"), ""),
    ]


def _photos() -> list[dict[str, object]]:
    words = {"before": gettext("시공 전"), "after": gettext("시공 후")}
    return [
        {"words": words[name], "small": url, "view": url, "width": 320, "height": 240}
        for name in words
        for url in [static(f"web/sample-{name}.svg")]
    ]


def _spots() -> list[dict[str, object]]:
    west, south, east, north = ground().bounds
    parts = ((0.4, 0.5, "pin"), (0.5, 0.6, "pin"), (0.6, 0.45, "pin"))
    return [
        {
            "name": gettext("예시 %(n)s") % {"n": n},
            "longitude": west + (east - west) * x,
            "latitude": south + (north - south) * y,
            "kind": kind,
        }
        for n, (x, y, kind) in enumerate(parts, 1)
    ]


def _tabs() -> list[tuple[str, int]]:
    return [(gettext("조치"), 3), (gettext("동의"), 1), (gettext("사진"), 0)]
