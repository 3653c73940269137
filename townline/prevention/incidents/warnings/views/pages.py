"""Warnings for staff: who asked (counts only), a new one, what was sent."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from pydantic import Field

from townline.platform.core import clock
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import act_of, may
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.inputs import Input, Line
from townline.platform.web.moments import english
from townline.platform.web.reading import as_ticked, as_written, read
from townline.platform.web.staff import staff_page
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.views import shown
from townline.prevention.incidents.broadcasts.views.shown import LANGUAGES, OUTCOMES, STATES
from townline.prevention.incidents.warnings import api

# What the forms of warnings hold.

_CALLED: Mapping[str, str] = {
    "kind": gettext_noop("알림 종류"),
    "kinds": gettext_noop("알림 종류"),
    "dong": gettext_noop("동"),
    "dongs": gettext_noop("동"),
    "homes": gettext_noop("받을 분"),
    "token": gettext_noop("이 화면"),
}


class WarningInput(Input):
    """Base: what pages call the fields."""

    CALLED: ClassVar[Mapping[str, str]] = _CALLED


class WarningDraft(WarningInput):
    kind: Line = ""
    dongs: list[Line] = []
    homes: bool = False


class WarningPress(WarningInput):
    """A button without fields."""


class WarningAsking(WarningInput):
    """What somebody asks for on the page, then the code; the room looks at the telephone itself."""

    key: Annotated[str, Field(max_length=200)] = ""
    phone: Annotated[str, Field(max_length=40)] = ""
    kinds: list[Line] = []
    dong: Annotated[str, Field(max_length=60)] = ""
    token: Annotated[str, Field(max_length=64)] = ""
    code: Annotated[str, Field(max_length=20)] = ""


_MOST = 10_000


def _lang() -> str:
    return "en" if english() else "ko"


def _kinds() -> list[tuple[str, str]]:
    return [(code, api.kind_name(code)) for code in api.warning_settings().kinds]


def _dongs() -> list[tuple[str, str]]:
    return [(ko, api.dong_name(ko, _lang())) for ko, _ in api.dongs()]


def _requested_kind(request: HttpRequest) -> str:
    kind = request.GET.get("kind", "")
    return kind if kind in api.warning_settings().kinds else ""


def _leads(viewer: Viewer) -> bool:
    return viewer.may(Permission.ASSIGN) and viewer.may(Permission.WRITE)


@require_GET
@staff_page(reads=True)
def warnings(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show how many asked for what where, and what was sent, the newest first."""
    kind, dong = _requested_kind(request), request.GET.get("dong", "")[:60]
    rows, count = api.history(kind=kind)
    found = api.lists(kind, dong)
    context = {
        "lists": [(api.kind_name(r.kind), api.dong_name(r.dong, _lang()), r.count) for r in found],
        "total": sum(row.count for row in found),
        "sent": [_line(one) for one in rows],
        "more": count - len(rows),
        "kind": kind,
        "dong": dong,
        "query": urlencode({"kind": kind} if kind else {}),
        "kinds": _kinds(),
        "dongs": _dongs(),
        "uninvited": len(api.uninvited_households()) if _leads(viewer) else 0,
        "may_lead": _leads(viewer),
    }
    return render(request, "warnings/warnings.html", context)


def _line(one: api.SentWarning) -> dict[str, Any]:
    return {
        "row": one.row,
        "kind": api.kind_name(one.row.kind),
        "dongs": [api.dong_name(dong, _lang()) for dong in one.row.dongs],
        "b": shown.line(one.sent) if one.sent else None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(may(Permission.WRITE), reads=True)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Choose the kind and for whom; the words and the counts are looked at next."""
    problem, status = "", 200
    if request.method == "POST":
        arguments = read(request, WarningDraft).arguments()
        try:
            made = api.warning_write(Act(viewer, clock.now()), **arguments)
            return HttpResponseRedirect(f"/warnings/{made.pk}/")
        except (api.UnknownWarningKind, api.UnknownWarningDong, api.NobodyToWarn) as error:
            problem, status = error.message(), error.status
    context = {
        "written": as_written(request, kind=request.GET.get("kind", "")[:40], homes=""),
        "ticked": as_ticked(request, "dongs"),
        "kinds": [
            (code, api.kind_name(code), kind.life, ", ".join(kind.homes))
            for code, kind in api.warning_settings().kinds.items()
        ],
        "dongs": _dongs(),
        "problem": problem,
        "may_lead": _leads(viewer),
    }
    return render(request, "warnings/new.html", context, status=status)


@require_GET
@staff_page(reads=True)
def warning(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one: its words, how many get it by dong and language, what became of each text."""
    row = api.warning_of(number, viewer)
    sent = next(iter(broadcasts.sent_of(api.WARNING, [number])), None)
    unsent = sent is None or sent.row.state in broadcasts.UNSENT
    reached = api.warning_recipients(row) if unsent else []
    people = broadcasts.recipients_of(api.WARNING, number, sent.row.pk) if sent else []
    context: dict[str, Any] = {
        "w": _line(api.SentWarning(row, sent)),
        "life": getattr(api.warning_settings().kinds.get(row.kind), "life", False),
        "spread": [
            (api.dong_name(dong, _lang()), LANGUAGES.get(lang, lang), n)
            for dong, lang, n in api.spread(reached)
        ],
        "count": len(reached),
        "act": f"/warnings/{number}/do/",
        "may_lead": _leads(viewer),
        "may_approve": viewer.may(Permission.CONFIRM),
        "may_return": viewer.may(Permission.SEND_BACK),
        "unsent": unsent,
    }
    if sent:
        context |= shown.page_of(sent, people) | {"draft": shown.line(sent) if unsent else None}
    return render(request, "warnings/warning.html", context)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def invite(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Tell households of surveyed homes how to ask for warnings."""
    read(request, WarningPress)
    n = api.households_invite(Act(viewer, clock.now()))
    words = ngettext("%(n)s세대에 안내했습니다.", "%(n)s세대에 안내했습니다.", n)
    messages.success(request, words % {"n": n})
    return HttpResponseRedirect("/warnings/")


@require_GET
@staff_page(reads=True)
def csv_file(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Give what was sent as a table; it names nobody."""
    rows, _ = api.history(kind=_requested_kind(request), limit=_MOST)
    head = [
        gettext("번호"), gettext("알림 종류"), gettext("동"), gettext("작성 일시"),
        gettext("발송 일시"), gettext("상태"), gettext("받는 분"),
        *(str(mark[2]) for mark in OUTCOMES.values()),
    ]  # fmt: skip
    return export_tables(act_of(request), "warnings.csv", ExportSheet(head, map(_cells, rows)))


def _cells(one: api.SentWarning) -> list[str]:
    sent, row = one.sent, one.row
    written, left = (
        f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
        for at in (row.at, sent.row.leaves_at if sent else None)
    )
    return [
        str(row.pk), api.kind_name(row.kind), ", ".join(row.dongs), written, left,
        str(STATES[sent.row.state][2]) if sent else "", str(sent.to if sent else 0),
        *(str(sent.outcomes.get(name, 0) if sent else 0) for name in OUTCOMES),
    ]  # fmt: skip
