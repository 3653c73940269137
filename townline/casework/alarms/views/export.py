"""The list of alarms as a table for a spreadsheet; it names no resident."""

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.casework.alarms import api
from townline.casework.alarms.selectors import AlarmView
from townline.casework.alarms.views import labels
from townline.casework.alarms.views.alarms import reader
from townline.platform.core import clock
from townline.platform.departments.api import Act
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.staff import staff_page
from townline.platform.web.templatetags.townline import named

_MOST = 10_000


@require_GET
@staff_page(reads=True)
def export(request: HttpRequest) -> HttpResponseBase:
    """Give all alarms that the person may know of as CSV, drills marked as such."""
    act = Act(reader(request), clock.now())
    found = api.alarms_live(act)
    found += api.alarms_past(act, limit=_MOST)
    head = [
        gettext("접수번호"), gettext("위험"), gettext("방법"), gettext("경보 일시"),
        gettext("경보 확인자"), gettext("경보 확인까지 걸린 시간(초)"),
        gettext("확대 통보 횟수"),
        gettext("상태"), gettext("실제 상황 여부"), gettext("사유"),
    ]  # fmt: skip
    return export_tables(act, "alarms.csv", ExportSheet(head, map(_cells, found)))


def _cells(alarm: AlarmView) -> list[str]:
    at = timezone.localtime(alarm.raised_at).strftime("%Y-%m-%d %H:%M:%S")
    seconds = "" if alarm.seconds is None else str(alarm.seconds)
    return [
        alarm.code, labels.kind(alarm), str(labels.by(alarm)), at,
        named(alarm.acknowledged_by) if alarm.acknowledged_by else "", seconds, str(alarm.stage),
        str(labels.STATES[alarm.state]), labels.real(alarm), alarm.reason,
    ]  # fmt: skip
