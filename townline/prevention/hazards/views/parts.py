"""Parts of a hazard's page with their words: steps, looks, orders."""

import datetime as dt
from dataclasses import dataclass

from townline.prevention.hazards import api
from townline.prevention.hazards.models import StepDeadline
from townline.prevention.hazards.selectors.labels import STEPS
from townline.prevention.hazards.selectors.words import hazard_settings
from townline.prevention.work_orders.api import (
    InspectionDetail,
    WorkOrder,
    order_events,
    order_late,
)
from townline.prevention.work_orders.views.labels import ORDERS, Mark
from townline.prevention.work_orders.views.parts import LookLine, look_line


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: ``late`` where it is or was done after its deadline."""

    step: StepDeadline
    name: str
    done: bool
    late: bool
    waits: bool


def step_line(step: StepDeadline, detail: api.HazardDetail, now: dt.datetime) -> StepLine:
    """Put words to a step."""
    done = step.done_at is not None
    return StepLine(
        step=step,
        name=str(STEPS[step.step]),
        done=done,
        late=(step.done_at or now) > step.due_at,
        waits=detail.is_live and not done,
    )


def spot_look(look: InspectionDetail) -> LookLine:
    """Put words to a look."""
    name = str(STEPS.get(look.row.step, look.row.step))
    return look_line(look, hazard_settings().far, name)


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One repair order, and what may be done with it."""

    order: WorkOrder
    mark: Mark
    late: bool
    allowed: frozenset[str]


def order_line(order: WorkOrder, today: dt.date) -> OrderLine:
    """Put words to an order."""
    return OrderLine(
        order=order,
        mark=ORDERS[order.state],
        late=order_late(order, today),
        allowed=order_events(order),
    )
