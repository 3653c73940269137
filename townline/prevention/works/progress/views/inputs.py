"""What the forms of orders, acceptance and payments hold."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from django.utils.translation import gettext_noop
from pydantic import Field

from townline.platform.web.inputs import Day, Input, Line, Mobile, Reason, RowId
from townline.prevention.work_orders.views.inputs import SpotLook
from townline.prevention.works.progress.rules.asks import TroubleKind
from townline.prevention.works.progress.rules.spot import SpotStep

_CALLED: Mapping[str, str] = {
    "measure": gettext_noop("조치"),
    "measures": gettext_noop("조치"),
    "orders": gettext_noop("발주"),
    "released": gettext_noop("공개"),
    "contractor": gettext_noop("업체"),
    "due_on": gettext_noop("공사 기한"),
    "phone": gettext_noop("휴대전화"),
    "note": gettext_noop("작업 내용"),
    "reason": gettext_noop("사유"),
    "price": gettext_noop("금액"),
    "step": gettext_noop("단계"),
    "on": gettext_noop("날짜"),
    "kind": gettext_noop("종류"),
    "photo": gettext_noop("사진"),
    "staff": gettext_noop("점검 담당자"),
}
type Won = Annotated[int, Field(ge=0, le=10_000_000_000)]


class WorksInput(Input):
    """Base: what pages call the fields."""

    CALLED: ClassVar[Mapping[str, str]] = _CALLED


class NewWorksOrder(WorksInput):
    measures: list[RowId] = []
    contractor: Line
    due_on: Day
    note: Reason = ""
    phone: Mobile | None = None


class WorksReorder(WorksInput):
    contractor: Line
    due_on: Day
    phone: Mobile | None = None


class RoundAssigned(WorksInput):
    staff: RowId


class OrdersChosen(WorksInput):
    orders: list[RowId] = []


class WorksReason(WorksInput):
    reason: Reason = ""


class WorksPaid(WorksInput):
    measures: list[RowId] = []


class DefectOrder(WorksInput):
    due_on: Day
    note: Reason = ""


class TroubleNoted(WorksInput):
    kind: TroubleKind
    on: Day


class WorksPhoto(WorksInput):
    measure: RowId
    photo: RowId
    released: bool = False


class AcceptanceLook(SpotLook):
    """A look at finished work. ``price``: what it cost, where that is not as agreed."""

    CALLED: ClassVar[Mapping[str, str]] = {**SpotLook.CALLED, "price": gettext_noop("금액")}

    step: SpotStep = SpotStep.ACCEPT
    price: Won | None = None
