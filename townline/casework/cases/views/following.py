"""The case that opens once one is decided: the row below it, in the list it was opened from."""

import datetime as dt
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from townline.casework.cases import api
from townline.casework.cases.views.lists import (
    PAGE,
    filters_of,
    list_lines,
    query_of,
    the_viewer,
    with_alarms,
)
from townline.platform.departments.api import Act


def row_below(request: HttpRequest, code: str, now: dt.datetime) -> str:
    """Give the code of the row below a case; "" at the end of the list.

    To be asked before the deed: with it the case may leave the list, or change its place.
    """
    viewer = the_viewer(request)
    filters = filters_of(request, viewer)
    case = api.case_find(code=code, viewer=viewer)
    if case.danger and case.state in api.OPEN:
        return _below_danger(Act(viewer, now), filters, code)
    return api.case_below(Act(viewer, now), case, filters=filters)


def _below_danger(act: Act, filters: api.CaseFilters, code: str) -> str:
    """Read on among what is dangerous, where pages put first what nobody has acknowledged."""
    rows = api.cases_list(act, filters=filters, limit=PAGE).rows
    danger = with_alarms(list_lines([row for row in rows if row.danger and row.is_open]), act.now)
    codes = [line.row.code for line in danger]
    codes += [row.code for row in rows if row.code not in codes]
    after = codes[codes.index(code) + 1 :] if code in codes else codes
    return after[0] if after else ""


def go_on(request: HttpRequest, code: str, below: str) -> HttpResponse:
    """Open the row below a case that was decided; at the end of the list stay, and say so."""
    query = query_of(filters_of(request, the_viewer(request)))
    if not below:
        messages.info(request, gettext("목록의 끝입니다. 아래에 더 없습니다."))
    return HttpResponseRedirect(f"/cases/{below or code}/?{query}&{urlencode({'taken': code})}")
