"""What may be one event, as a machine sees it: a person says whether it is."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST
from pydantic import Field

from townline.casework.cases.api import row_extras
from townline.casework.cases.views.lists import ListLine, list_lines, the_act, the_viewer
from townline.casework.classification import api
from townline.casework.classification.rules.incidents import IncidentState
from townline.casework.classification.views.incident_types import INCIDENT_TYPES
from townline.platform.core import clock
from townline.platform.core.text.particles import settle
from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission, Staff
from townline.platform.departments.guards import may
from townline.platform.triage.templatetags.dongs import dong_words
from townline.platform.web.inputs import Input
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page

_PAGE = "/incidents/suggested/"
_BACK = dt.timedelta(days=14)


class IncidentNamed(Input):
    name: Annotated[str, Field(max_length=80)]


@dataclass(frozen=True)
class IncidentDisplay:
    """A suggestion ready to draw."""

    incident: api.Incident
    title: str
    lines: list[ListLine]
    by: Staff | None
    spots: Mapping[int, api.Located]

    @property
    def placed(self) -> list[tuple[ListLine, api.Located | None]]:
        return [(line, self.spots.get(line.row.id)) for line in self.lines]

    @property
    def places(self) -> str:
        return ", ".join(f"{dong_words(dong)} {count}" for dong, count in self.incident.places)

    @property
    def more(self) -> int:
        return self.incident.count - len(self.lines)


@require_GET
@staff_page(reads=True)
def suggestions_page(request: HttpRequest) -> HttpResponse:
    """List what may be one event, and what people said it is."""
    viewer, now = the_viewer(request), clock.now()
    found = api.incidents(viewer=viewer, since=now - _BACK)
    people = departments.staff_names({one.decided_by for one in found if one.decided_by})
    spots = row_extras("spot", [row.id for one in found for row in one.rows], now)
    shown = [
        IncidentDisplay(
            one, title(one), list_lines(list(one.rows)), people.get(one.decided_by or 0), spots
        )
        for one in found
    ]
    context = {
        "groups": {
            state.value: [each for each in shown if each.incident.state == state]
            for state in IncidentState
        },
        "placed": bool(spots),
        "may": viewer.may(Permission.ASSIGN),
    }
    return render(request, "classification/incidents.html", context)


def title(one: api.Incident) -> str:
    """Name it by what happens and where most of it is: ``정전 · 다솜동``."""
    if one.name:
        return one.name
    what = str(INCIDENT_TYPES.get(one.kind, gettext("유사 민원")))
    return f"{what} · {one.places[0][0]}" if len(one.places) == 1 else what


def _back_to_list(request: HttpRequest, message: str) -> HttpResponse:
    messages.success(request, message)
    return HttpResponseRedirect(_PAGE)


@require_POST
@staff_page(may(Permission.ASSIGN), reads=True)
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """Say that it is one event."""
    name = read(request, IncidentNamed).name
    api.incident_accept(the_act(request), number=number, name=name)
    return _back_to_list(
        request, settle(gettext("'%(name)s'(으)로 지정했습니다.") % {"name": name})
    )


@require_POST
@staff_page(may(Permission.ASSIGN), reads=True)
def dismiss(request: HttpRequest, number: int) -> HttpResponse:
    """Say that it is not."""
    api.incident_dismiss(the_act(request), number=number)
    return _back_to_list(request, gettext("같은 상황이 아닌 것으로 저장했습니다."))


@require_POST
@staff_page(may(Permission.ASSIGN), reads=True)
def put_back(request: HttpRequest, number: int) -> HttpResponse:
    """Undo the decision about a suggested incident."""
    api.incident_put_back(the_act(request), number=number)
    return _back_to_list(request, gettext("실행을 취소했습니다. 다시 추천으로 표시합니다."))
