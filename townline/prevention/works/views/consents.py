"""Who has not consented: the list, asking many by text, and letters to print."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _, ngettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.web.moments import deferral_notice
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
from townline.prevention.works.models import Consent
from townline.prevention.works.selectors import lists, visibility
from townline.prevention.works.selectors.kinds import measure_kinds
from townline.prevention.works.selectors.lists import PAGE, MissingFilters
from townline.prevention.works.services import asking, pressing
from townline.prevention.works.views import labels
from townline.prevention.works.views.inputs import PartyChosen
from townline.prevention.works.views.pages import read_filters
from townline.prevention.works.views.papers import pressed_papers

_FIELDS = ("dong", "role", "state", "kind", "reach")


def missing_filters(request: HttpRequest) -> MissingFilters:
    """Read what is asked for."""
    return MissingFilters(**read_filters(request, _FIELDS))


def _query(filters: MissingFilters, **more: object) -> str:
    return make_query(asdict(filters) | more)


def missing_line(row: Consent) -> dict[str, Any]:
    """Put words to a consent that is missing."""
    of = row.measure.object
    return {
        "row": row,
        "mark": labels.CONSENTS[row.state],
        "role": labels.ROLES[row.role],
        "kind": labels.kind_name(row.measure.kind),
        "dong": labels.dong(of.dong),
        "grade": labels.grade(of.source, of.grade),
        "reach": labels.REACH[_reach(row)],
        "how": labels.HOW.get(row.how, ""),
    }


def _by_person(rows: Sequence[Consent]) -> list[dict[str, Any]]:
    """Put consents together by person, then by home, in their order."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        line = missing_line(row)
        person = found.setdefault(
            row.person,  # type: ignore[attr-defined] # annotated by the list
            {"role": line["role"], "reach": line["reach"], "homes": {}},
        )
        person["homes"].setdefault(row.measure.object_id, []).append(line)
    return [one | {"homes": list(one["homes"].values())} for one in found.values()]


def _reach(row: Consent) -> str:
    if row.party is None:
        return "nobody"
    if row.party.resident_id:
        return "phone"
    if row.party.returned_on:
        return "returned"
    return "post" if asking.has_address(row.party) else "unaddressed"


@require_GET
@staff_page(visibility.reads)
def consents(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List who has not consented."""
    filters, offset = missing_filters(request), read_offset(request)
    rows, count = lists.missing_page(filters, offset)
    params = asdict(filters)
    context = list_parts(
        _filter_bar(params),
        Paging(offset=offset, size=PAGE, count=count, params=params),
        TableHead(columns=_COLUMNS, params=params, picks=visibility.decides(viewer)),
    ) | {
        "people": _by_person(rows),
        "count": count,
        "query": _query(filters),
        "may_decide": visibility.decides(viewer),
        "most": pressing.MOST,
    }
    return render(request, "works/consents.html", context)


_COLUMNS = (
    Column(_("주소")), Column(_("등급")), Column(pgettext_lazy("works", "조치")), Column(_("상태")),
    Column(_("요청")),
)  # fmt: skip


def _filter_bar(params: dict[str, str]) -> FilterBar:
    states = [(code, mark[2]) for code, mark in labels.CONSENTS.items() if code != "given"]
    filters = (
        Filter("dong", _("동"), [(code, labels.dong(code)) for code in lists.choices()["dongs"]]),
        Filter("role", _("동의할 사람"), list(labels.ROLES.items())),
        Filter("state", _("상태"), states),
        Filter(
            "kind", _("조치 종류"), [(code, labels.kind_name(code)) for code in measure_kinds()]
        ),
        Filter("reach", _("연락 방법"), list(labels.REACH.items())),
    )
    return FilterBar(prefix="ck", label=gettext("동의 필터"), params=params, filters=filters)


@require_POST
@staff_page(visibility.decides)
def ask(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Ask those who were ticked by text or letter, or print letters for all that filters mean."""
    if pressed_button(request) in {"letters", "all-letters"}:
        return _letters(request, viewer)
    parties = asking.parties_missing(read(request, PartyChosen).id)
    found = asking.parties_text(parties, actor=viewer.actor, now=clock.now())
    message = ngettext(
        "%(n)s명에게 문자를 보냈습니다.", "%(n)s명에게 문자를 보냈습니다.", found.sent
    )
    messages.success(request, message % {"n": found.sent})
    if late := deferral_notice(found.leaves_at):
        messages.info(request, late)
    if found.unreachable:
        warning = gettext("문자를 보낼 수 없는 사람: %(n)s명. 우편이나 서면으로 받아 주세요.")
        messages.warning(request, warning % {"n": found.unreachable})
    return HttpResponseRedirect(_back(request))


def _letters(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Print letters to those who were ticked, or to all that the filters mean."""
    if pressed_button(request) == "letters":
        ids = read(request, PartyChosen).id
        if not ids:
            messages.warning(request, gettext("편지를 보낼 사람을 골라 주세요."))
            return HttpResponseRedirect(_back(request))
        rows = Consent.objects.filter(id__in=ids)
    else:
        rows = lists.missing_of(missing_filters(request))
    known = asking.parties_of(asking.parties_missing(rows.values_list("id", flat=True)))
    parties = [one.pk for one in known if asking.has_address(one)]
    if left := len(known) - len(parties):
        words = gettext("주소를 모르거나 반송되어 편지를 인쇄하지 않은 사람: %(n)s명")
        messages.warning(request, words % {"n": left})
    if not parties:
        messages.warning(request, gettext("편지를 보낼 사람이 없습니다."))
        return HttpResponseRedirect(_back(request))
    return pressed_papers(request, viewer, "letters", parties)


def _back(request: HttpRequest) -> str:
    return f"{reverse('work_consents')}?{_query(missing_filters(request))}"
