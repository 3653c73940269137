"""The front door of the figures."""

from townline.prevention.insights.rules.periods import (
    Period,
    PeriodRefused,
    Span,
    own_period,
    period,
)
from townline.prevention.insights.selectors.facts import promise
from townline.prevention.insights.selectors.fairness import fairness
from townline.prevention.insights.selectors.figures import PeriodFigures, figures
from townline.prevention.insights.services.building import figures_rebuild, figures_run

__all__ = [
    "Period",
    "PeriodFigures",
    "PeriodRefused",
    "Span",
    "fairness",
    "figures",
    "figures_rebuild",
    "figures_run",
    "own_period",
    "period",
    "promise",
]  # fmt: skip
