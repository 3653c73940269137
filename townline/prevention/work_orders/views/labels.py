"""Words of orders' states, with the shapes of their marks."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from townline.prevention.work_orders.models import OrderItem, WorkOrder
from townline.prevention.work_orders.rules import OrderState

# Icon, level, word.
type Mark = tuple[str, str, Promise]

ORDERS: dict[str, Mark] = {
    OrderState.SENT: ("clock", "warning", _("업체 확인 중")),
    OrderState.ACCEPTED: ("people", "calm", _("착수 예정")),
    OrderState.REFUSED: ("cross", "danger", _("거절함")),
    OrderState.DONE: ("tick", "warning", _("완료 보고")),
    OrderState.APPROVED: ("tick", "success", _("준공 승인")),
    OrderState.CANCELLED: ("away", "calm", pgettext_lazy("order", "취소함")),
}


def place_mark(item: OrderItem, order: WorkOrder) -> Mark:
    """Mark one place of an order in the order's own words."""
    if item.approved_at:
        return ORDERS[OrderState.APPROVED]
    return ORDERS[OrderState.DONE if item.done_at else order.state]


# The same for the firm itself, which is the one that is waited for.
FIRM_ORDERS = ORDERS | {
    OrderState.SENT: ("clock", "warning", _("수락하거나 거절해 주세요")),
}
