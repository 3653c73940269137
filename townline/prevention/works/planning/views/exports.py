"""A version as a file: who when for whose money, and the costs of the years."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from townline.platform.departments.guards import act_of
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.staff import staff_page
from townline.prevention.works.api import reads
from townline.prevention.works.planning.models import PlanVersion
from townline.prevention.works.planning.selectors import versions
from townline.prevention.works.planning.views import words
from townline.prevention.works.planning.views.lines import lines


@require_safe
@staff_page(reads)
def export(request: HttpRequest, number: int, form: str) -> HttpResponseBase:
    """Give a version as CSV (the list) or XLSX (with costs and what is left out)."""
    row = versions.version(number)
    if not row.result or "planned" not in row.result:
        raise Http404
    sheets = [_plan_sheet(row)] if form == "csv" else [_plan_sheet(row), _costs(row), _out(row)]
    return export_tables(act_of(request), f"works-plan-{number}.{form}", *sheets)


def _plan_sheet(row: PlanVersion) -> ExportSheet:
    head = [
        gettext("연도"), gettext("분기"), gettext("재원"), gettext("조치 번호"), gettext("종류"),
        gettext("동 이름"), gettext("주소"), gettext("긴급도"), gettext("금액(원)"),
        gettext("고정"),
    ]  # fmt: skip
    rows = [
        [
            each["year"], each["season"], each["payer"], each["need"], each["name"],
            each["place"], each["measure"].object.address if each["measure"] else "",
            each["urgency"], each["won"], gettext("고정") if each["fixed"] else "",
        ]
        for each in lines((row.result or {})["planned"])
    ]  # fmt: skip
    return ExportSheet(head, rows, gettext("계획"))


def _costs(row: PlanVersion) -> ExportSheet:
    head = [gettext("연도"), gettext("재원"), gettext("예산(원)"), gettext("계획(원)"),
            gettext("남음(원)")]  # fmt: skip
    rows = [
        [each["year"], words.source_name(each["source"]), each["budget"], each["won"], each["left"]]
        for each in (row.result or {})["cost_by_year"]
    ]
    return ExportSheet(head, rows, gettext("연도별 비용"))


def _out(row: PlanVersion) -> ExportSheet:
    head = [gettext("조치 번호"), gettext("종류"), gettext("동 이름"), gettext("긴급도"),
            gettext("금액(원)"), gettext("사유")]  # fmt: skip
    rows = [
        [
            each["need"], words.kind_name(each["kind"]), words.place_name(each["dong"]),
            each["urgency"], each["won"], str(words.OUT[each["reason"]]),
        ]
        for each in (row.result or {})["left_out"]
    ]  # fmt: skip
    return ExportSheet(head, rows, gettext("계획에 들지 못한 조치"))
