"""Parts of a hazard's page with their words: steps, looks, orders."""

import datetime as dt
from dataclasses import dataclass

from townline.prevention.hazards import api
from townline.prevention.hazards.models import RepairOrder, StepDeadline
from townline.prevention.hazards.rules.orders import OPEN
from townline.prevention.hazards.selectors.detail import KeptLook, KeptPhoto
from townline.prevention.hazards.selectors.labels import ORDERS, STEPS, Mark
from townline.prevention.hazards.views.shown import Picture, far_words, picture


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


@dataclass(frozen=True, slots=True)
class PhotoLine:
    """A photo of a look. ``far``: what to think of its place, "" where it is near."""

    kept: KeptPhoto
    picture: Picture
    far: str


@dataclass(frozen=True, slots=True)
class LookLine:
    """One look at the spot."""

    look: KeptLook
    name: str
    far: str
    photos: list[PhotoLine]


def look_line(look: KeptLook) -> LookLine:
    """Put words to a look."""
    return LookLine(
        look=look,
        name=str(STEPS.get(look.row.step, look.row.step)),
        far=far_words(look.off),
        photos=[PhotoLine(kept, picture(kept.photo), far_words(kept.off)) for kept in look.photos],
    )


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One repair order, and what may be done with it."""

    order: RepairOrder
    mark: Mark
    late: bool
    allowed: frozenset[str]


def order_line(order: RepairOrder, today: dt.date) -> OrderLine:
    """Put words to an order."""
    return OrderLine(
        order=order,
        mark=ORDERS[order.state],
        late=order.state in OPEN and order.due_on < today,
        allowed=api.order_events(order),
    )
