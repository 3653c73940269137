"""The ledger as a table for a spreadsheet; it names no resident."""

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET

from townline.platform.core import clock
from townline.platform.core.text.foreign import plain
from townline.platform.departments import api as departments
from townline.platform.departments.api import Viewer
from townline.platform.web.templatetags.townline import named
from townline.prevention.policy import api
from townline.prevention.policy.views import shown
from townline.prevention.policy.views.pages import day_now, filters_of
from townline.prevention.themes.views.access import reader_page

_MOST = 10_000


@require_GET
@reader_page()
def csv_file(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give what the list shows, all pages of it, as CSV."""
    day = day_now(clock.now())
    rows, _ = api.ledger(filters_of(request), day=day, limit=_MOST)
    votes = api.counted(row.pk for row in rows)
    offices = {office.code: office for office in departments.departments()}
    head = [
        gettext("번호"), gettext("과제 이름"), gettext("단계"), gettext("부서"),
        gettext("다음 단계"), pgettext("policy", "담당자"), pgettext("policy", "기한"),
        gettext("기한 경과 일수"),
        gettext("연결된 민원"), gettext("찬성"), gettext("반대"), gettext("등록일"),
        gettext("사유"),
    ]  # fmt: skip
    lines = [shown.line(row, day, offices.get(row.department)) for row in rows]
    return _table([head, *(_cells(line, votes[line.row.pk]) for line in lines)])


def _cells(line: shown.Line, votes: api.Counts) -> list[str]:
    row = line.row
    return [
        str(row.pk), row.title, str(line.mark[2]), named(line.office) if line.office else "",
        str(line.waits or ""), named(row.owner) if row.owner else "",
        row.due_on.isoformat() if row.due_on else "", str(line.late_days or ""),
        str(getattr(row, "cases_count", "")), str(votes.supports), str(votes.opposes),
        day_now(row.began_at).isoformat(), row.reason,
    ]  # fmt: skip


def _table(rows: list[list[str]]) -> HttpResponse:
    out = io.StringIO()
    csv.writer(out).writerows([[plain(cell) for cell in row] for row in rows])
    # With a mark in front, or spreadsheets read Korean as noise.
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="policy.csv"'
    return response
