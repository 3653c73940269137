"""The list of promised dates as a table for a spreadsheet."""

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.casework.cases import api as cases
from townline.casework.cases.views import labels
from townline.casework.cases.views.access import reading_page
from townline.casework.cases.views.lists import directory, the_viewer
from townline.casework.deadlines import api
from townline.casework.deadlines.views.commitments import filters_of
from townline.platform.core.text.foreign import plain
from townline.platform.departments.api import Permission
from townline.platform.web.templatetags.townline import named

_MOST = 10_000


@require_GET
@reading_page
def export(request: HttpRequest) -> HttpResponse:
    """Give the filtered list as CSV; it names no resident."""
    viewer = the_viewer(request)
    if not (viewer.may(Permission.READ_ALL) or viewer.may(Permission.READ_OWN)):
        raise cases.NotAllowed(f"the role {viewer.role} may not read cases")
    rows = api.promised_list(viewer=viewer, filters=filters_of(request, viewer), limit=_MOST)
    names = directory()
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(
        [
            gettext("접수번호"), gettext("제목"), gettext("부서"), gettext("담당자"),
            gettext("이행 약속일"), gettext("약속 내용"), gettext("상태"), gettext("처리 일시"),
            gettext("처리 내용"),
        ]
    )  # fmt: skip
    for row in rows:
        department = names.departments.get(row.department or "")
        told = [
            row.code, row.title, named(department), named(row.officer), _local(row.due_at),
            row.words, str(labels.PROMISED_STATES[row.state]), _local(row.settled_at), row.note,
        ]  # fmt: skip
        table.writerow([plain(cell) for cell in told])
    # With a mark in front, or spreadsheets read Korean as noise.
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="promises.csv"'
    return response


def _local(at: object) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""  # type: ignore[arg-type] # a moment or None
