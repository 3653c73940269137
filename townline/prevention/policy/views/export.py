"""The ledger as a table for a spreadsheet; it names no resident."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET

from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import Viewer
from townline.platform.departments.guards import act_of
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.staff import staff_page
from townline.platform.web.templatetags.townline import named
from townline.prevention.policy import api
from townline.prevention.policy.views import shown
from townline.prevention.policy.views.pages import day_now, filters_of

_MOST = 10_000


@require_GET
@staff_page(reads=True)
def csv_file(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Give what the list shows, all pages of it, as CSV."""
    day = day_now(clock.now())
    rows, _ = api.ledger(filters_of(request), day=day, limit=_MOST)
    votes = api.count_voices(row.pk for row in rows)
    offices = {office.code: office for office in departments.departments()}
    head = [
        gettext("번호"), gettext("과제 이름"), gettext("단계"), gettext("부서"),
        gettext("다음 단계"), pgettext("policy", "담당자"), pgettext("policy", "기한"),
        gettext("기한 경과 일수"),
        gettext("연결된 민원"), gettext("찬성"), gettext("반대"), gettext("등록일"),
        gettext("사유"),
    ]  # fmt: skip
    lines = [shown.line(row, day, offices.get(row.department)) for row in rows]
    table = ExportSheet(head, (_cells(line, votes[line.row.pk]) for line in lines))
    return export_tables(act_of(request), "policy.csv", table)


def _cells(line: shown.MatterLine, votes: api.Counts) -> list[str]:
    row = line.row
    return [
        str(row.pk), row.title, str(line.mark[2]), named(line.office) if line.office else "",
        str(line.waits or ""), named(row.owner) if row.owner else "",
        row.due_on.isoformat() if row.due_on else "", str(line.late_days or ""),
        str(getattr(row, "cases_count", "")), str(votes.supports), str(votes.opposes),
        day_now(row.began_at).isoformat(), row.reason,
    ]  # fmt: skip
