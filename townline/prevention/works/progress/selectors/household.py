"""What a household reads of works at its home: what, when, by which firm; three queries."""

from django.utils import timezone
from django.utils.translation import gettext

from townline.platform.core import district, resident_moments
from townline.prevention.work_orders import api as work_orders
from townline.prevention.works.api import Measure, MeasureState
from townline.prevention.works.progress.models import ResidentAsk
from townline.prevention.works.progress.rules.remarks import KIND
from townline.prevention.works.progress.selectors.sites import measure_label, visits
from townline.prevention.works.progress.selectors.wording import reader

_S = MeasureState
_SHOWN_STATES = (_S.PLANNED, _S.ORDERED, _S.DONE, _S.ACCEPTED, _S.DEFECTIVE)


def home_works(home_id: int) -> list[tuple[str, str]]:
    """Give the works at a home of the surveys, each with a sentence."""
    rows = Measure.objects.filter(
        object__source="home", object__reference=str(home_id), state__in=_SHOWN_STATES
    )
    found = list(rows.select_related("object").order_by("id"))
    if not found:
        return []
    ids = [row.pk for row in found]
    orders = work_orders.latest_orders(KIND, ids)
    firms = work_orders.Contractor.objects.in_bulk({o.contractor_id for o in orders.values()})
    asks = visits(ids)
    return [
        (measure_label(row), _progress_sentence(row, orders.get(row.pk), firms, asks.get(row.pk)))
        for row in found
    ]


def _progress_sentence(
    row: Measure,
    order: work_orders.WorkOrder | None,
    firms: dict[int, work_orders.Contractor],
    ask: ResidentAsk | None,
) -> str:
    lang = reader()
    if row.state == _S.PLANNED:
        return gettext("%(year)s년 %(quarter)s분기에 할 예정입니다.") % {
            "year": row.year, "quarter": row.quarter
        }  # fmt: skip
    if row.accepted_at:
        day = resident_moments.format_date(
            timezone.localdate(row.accepted_at, district.current().zone), lang
        )
        return gettext("%(day)s에 마쳤습니다.") % {"day": day}
    if row.state == _S.DONE:
        return gettext("공사를 마쳤고 구청이 확인합니다.")
    if order is None or order.accepted_at is None:
        return gettext("업체를 정했습니다.")
    planned = ask.chosen_on if ask and ask.chosen_on else order.planned_on or order.due_on
    filled = {
        "firm": firms[order.contractor_id].name,
        "day": resident_moments.format_date(planned, lang),
    }
    return gettext("%(firm)s에서 %(day)s에 합니다.") % filled
