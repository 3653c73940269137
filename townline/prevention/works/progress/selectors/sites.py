"""Measures as firms and officers see them: what, where, on which day; no resident's name."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping

from django.utils.translation import gettext

from townline.platform.core import resident_moments
from townline.prevention.work_orders import api as work_orders
from townline.prevention.work_orders.api import Site
from townline.prevention.works import api as works
from townline.prevention.works.api import HeldFor, Measure, MeasureState
from townline.prevention.works.progress.models import ResidentAsk
from townline.prevention.works.progress.rules.asks import NONE_SUITS, AskKind
from townline.prevention.works.progress.rules.remarks import KIND
from townline.prevention.works.progress.selectors.wording import reader


def sites(ids: Collection[int]) -> Mapping[int, Site]:
    """Tell of measures in the reader's language; two queries."""
    rows = Measure.objects.filter(id__in=ids).select_related("object")
    asks = visits(ids)
    return {row.pk: _site(row, asks.get(row.pk)) for row in rows}


def _site(row: Measure, ask: ResidentAsk | None) -> Site:
    owner = row.object
    known = owner.latitude is not None and owner.longitude is not None
    return Site(
        id=row.pk,
        name=measure_label(row),
        address=owner.address,
        dong=owner.dong if owner.dong not in owner.address else "",
        point=(owner.latitude, owner.longitude) if known else None,  # type: ignore[arg-type]
        facts=[*_hold_notes(row), *visit_facts(ask)],
    )


def measure_label(row: Measure, lang: str = "") -> str:
    """Say what is done, with how many pieces where there are several."""
    name = works.measure_name(row.kind, lang or reader())
    return f"{name} x{row.quantity}" if row.quantity > 1 else name


def _hold_notes(row: Measure) -> list[tuple[str, str]]:
    if row.state != MeasureState.HELD:
        return []
    why: dict[str, str] = {
        HeldFor.CONSENT: gettext("동의가 철회되었습니다. 공사하지 마세요."),
        HeldFor.OBJECT: gettext("대상이 바뀌었습니다. 공사하지 마세요."),
    }
    usual = gettext("구청이 다시 알릴 때까지 공사하지 마세요.")
    return [(gettext("보류"), why.get(row.held_for, usual))]


def visit_facts(ask: ResidentAsk | None) -> list[tuple[str, str]]:
    """Say on which day the resident awaits the firm."""
    if ask is None:
        return []
    head, lang = gettext("거주자와 정한 날"), reader()
    if ask.answer == NONE_SUITS:
        return [(head, gettext("다른 날을 바랍니다. 구청이 다시 정합니다."))]
    if ask.chosen_on:
        return [(head, resident_moments.day(ask.chosen_on, lang))]
    return [(head, gettext("아직 답이 없습니다."))]


def visits_of(firm: str) -> Counter[dt.date]:
    """Count a firm's visits to come by their days; two queries."""
    items = work_orders.items_open(KIND, firm)
    asks = visits([number for number, _ in items])
    days = (_day(asks.get(number), planned) for number, planned in items)
    return Counter(day for day in days if day)


def _day(ask: ResidentAsk | None, planned: dt.date | None) -> dt.date | None:
    return ask.chosen_on if ask and ask.chosen_on else planned


def visits(ids: Collection[int]) -> dict[int, ResidentAsk]:
    """Give the latest question about the day of each measure; one query."""
    rows = ResidentAsk.objects.filter(measure__in=list(ids), kind=AskKind.VISIT)
    return {row.measure_id: row for row in rows.order_by("asked_at", "id")}
