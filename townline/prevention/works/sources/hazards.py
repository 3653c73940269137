"""Dangerous spots that were made safe and wait for their repair, as objects with needs."""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q
from django.utils.translation import gettext

from townline.prevention.hazards import api as hazards
from townline.prevention.hazards.api import HazardState
from townline.prevention.hazards.events import HazardMoved
from townline.prevention.work_orders.events import OrderMoved
from townline.prevention.works.models import Measure
from townline.prevention.works.ports import Needy, Source
from townline.prevention.works.rules import OVER, MeasureState
from townline.prevention.works.selectors.kinds import kinds_by_need
from townline.prevention.works.services.following import source_follow

CODE, NEED = "hazard", "hazard-repair"
_ENDS = {
    HazardState.DISMISSED: "위험 없음으로 종결",
    HazardState.REPAIRED: "보수 완료",
    HazardState.CLOSED: "보수 완료",
}
# Nobody wants it yet, or no more.
_FREE = sorted({*OVER, MeasureState.PROPOSED, MeasureState.REFUSED})
_GONE = frozenset({*_ENDS, HazardState.MERGED})


def hazard_source() -> Source:
    """Name hazards as a source."""
    return Source(
        code=CODE,
        name=lambda: gettext("위험 지점"),
        kind=hazards.kind_name,
        grade=hazards.severity_name,
        read=_read,
        all=lambda: map(str, hazards.hazards_to_repair()),
        page=lambda reference: f"/hazards/{reference}/",
        elsewhere=_elsewhere,
    )


def hazard_follow(event: HazardMoved) -> None:
    """Have a spot that was made safe, repaired or merged read anew."""
    # One whose merge was undone is read anew too: its repair is wanted again.
    back = event.from_state == HazardState.MERGED
    if back or event.to_state in {*_GONE, HazardState.MADE_SAFE}:
        gone = event.to_state in _GONE
        source_follow(CODE, str(event.hazard_id), gone=gone, now=event.at)


def repair_decided(hazard_id: int) -> bool:
    """Say whether a hazard is repaired by a measure: one that somebody wants, and is not over."""
    of = Measure.objects.filter(object__source=CODE, object__reference=str(hazard_id))
    rows = of.filter(Q(need=NEED) | Q(kind__in=kinds_by_need().get(NEED, ())))
    return rows.exclude(state__in=_FREE).exists()


def repair_followed(event: OrderMoved) -> None:
    """Have a spot whose own order was sent or is over read anew: it needs no measure, or one."""
    for number in event.objects if event.kind == CODE else ():
        source_follow(CODE, str(number), gone=False, now=event.at)


def _elsewhere(references: Collection[str]) -> Collection[str]:
    ids = sorted(int(each) for each in references if each.isdecimal())
    return [str(each) for each in hazards.hazards_ordered(ids)]


def _read(references: Sequence[str]) -> Iterable[Needy]:
    ids = [int(each) for each in references if each.isdecimal()]
    return [_needy(each) for each in hazards.hazard_repairs(ids)]


def _needy(each: hazards.Repair) -> Needy:
    row = each.hazard
    merged = row.state == HazardState.MERGED
    return Needy(
        reference=str(row.pk),
        kind=row.kind,
        address=row.address or row.dong or f"#{row.pk}",
        dong=row.dong,
        latitude=row.latitude,
        longitude=row.longitude,
        grade=row.severity,
        severity=each.place,
        needs={NEED: _why(row.kind)} if each.waits else {},
        gone="merged" if merged else "taken_out" if row.state in _ENDS else "",
        gone_for="다른 위험 지점에 병합" if merged else _ENDS.get(HazardState(row.state), ""),
        into=str(row.merged_into_id or ""),
    )


def _why(kind: str) -> dict[str, str]:
    return {
        "ko": f"{hazards.kind_name(kind, 'ko')}: 안전 조치를 마쳤고 보수가 남았습니다.",
        "en": f"{hazards.kind_name(kind, 'en')}: made safe, still to be repaired.",
    }
