"""Cases of a list as a table for a spreadsheet: no words of residents, and numbers masked."""

import datetime as dt

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from townline.casework.cases import api
from townline.casework.cases.views import labels
from townline.casework.cases.views.lists import Directory, directory, filters_of, the_act
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Staff
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.staff import staff_page
from townline.platform.web.templatetags.townline import named

_MOST = 10_000


@require_POST
@staff_page(reads=True)
def export(request: HttpRequest) -> HttpResponseBase:
    """Give what the filters of the address show; that it was taken is a line of the history."""
    act = the_act(request)
    filters = filters_of(request, act.viewer)
    return cases_file(act, api.cases_list(act, filters=filters, limit=_MOST).rows, "inbox")


def cases_file(act: Act, rows: list[api.CaseRow], name: str) -> HttpResponseBase:
    """Make the table of these rows."""
    return export_tables(act, f"{name}.csv", _table(rows, directory()))


def _table(rows: list[api.CaseRow], names: Directory) -> ExportSheet:
    head = [
        gettext("접수번호"), gettext("제목"), gettext("상태"), gettext("위험"),
        gettext("민원 분야"), gettext("부서"), gettext("담당자"), gettext("민원인"),
        gettext("접수 일시"), gettext("최근 문자"), gettext("답변 기한"),
        gettext("법정 처리기한"), gettext("답변 일시"),
    ]  # fmt: skip
    people = departments.staff_names({row.assignee_id for row in rows if row.assignee_id})
    return ExportSheet(head, (_cells(row, names, people.get(row.assignee_id or 0)) for row in rows))


def _cells(row: api.CaseRow, names: Directory, officer: Staff | None) -> list[str]:
    return [
        row.code, row.title, labels.state(row.state), gettext("예") if row.danger else "",
        named(names.services.get(row.service or "")),
        named(names.departments.get(row.department or "")), named(officer), row.sender_masked,
        *map(_local, (row.first_text_at, row.last_text_at, row.answer_due_at, row.legal_due_at,
                      row.answered_at)),
    ]  # fmt: skip


def _local(at: dt.datetime | None) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""
