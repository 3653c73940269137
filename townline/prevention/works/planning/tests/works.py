"""Measures of works for plans."""

from townline.prevention.works.api import Measure
from townline.prevention.works.tests.things import (
    BY,
    decide_measures,
    order_measures,
    plan_measures,
    ready,
)

BUDGETS = {"budget-2027-district": "1,000,000", "budget-2028-district": "1,000,000"}


def homes() -> list[Measure]:
    """Have five homes: three ready, one without consent, one ordered for 2027."""
    return [
        *ready("1", risk=90.0, dong="새벗동"),
        *ready("2", risk=50.0, dong="새벗동"),
        *ready("3", risk=20.0, dong="느티동"),
        *decide_measures("4", risk=80.0, dong="느티동"),
        *order_measures("5", risk=10.0, dong="느티동"),
    ]


__all__ = ["BUDGETS", "BY", "homes", "plan_measures"]
