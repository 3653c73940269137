"""The list of promised dates as a table for a spreadsheet."""

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.casework.cases import api as cases
from townline.casework.cases.views import labels
from townline.casework.cases.views.lists import Directory, directory, the_act, the_viewer
from townline.casework.deadlines import api
from townline.casework.deadlines.selectors.commitments import PromisedRow
from townline.casework.deadlines.views.commitments import filters_of
from townline.platform.departments.api import Permission
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.staff import staff_page
from townline.platform.web.templatetags.townline import named

_MOST = 10_000


@require_GET
@staff_page(reads=True)
def export(request: HttpRequest) -> HttpResponseBase:
    """Give the filtered list as CSV; it names no resident."""
    viewer = the_viewer(request)
    if not (viewer.may(Permission.READ_ALL) or viewer.may(Permission.READ_OWN)):
        raise cases.NotAllowed(f"the role {viewer.role} may not read cases")
    rows = api.promised_list(viewer=viewer, filters=filters_of(request, viewer), limit=_MOST)
    head = [
        gettext("접수번호"), gettext("제목"), gettext("부서"), gettext("담당자"),
        gettext("이행 약속 기한"), gettext("약속 내용"), gettext("상태"), gettext("처리 일시"),
        gettext("처리 내용"),
    ]  # fmt: skip
    names = directory()
    table = ExportSheet(head, (_cells(row, names) for row in rows))
    return export_tables(the_act(request), "promises.csv", table)


def _cells(row: PromisedRow, names: Directory) -> list[str]:
    department = names.departments.get(row.department or "")
    return [
        row.code, row.title, named(department), named(row.officer), _local(row.due_at),
        row.words, str(labels.PROMISED_STATES[row.state]), _local(row.settled_at), row.note,
    ]  # fmt: skip


def _local(at: object) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""  # type: ignore[arg-type] # a moment or None
