"""The front door of the figures."""

from townline.prevention.policy.insights.rules.periods import (
    Period as Period,
    PeriodRefused as PeriodRefused,
    Span as Span,
    own_period as own_period,
    period as period,
)
from townline.prevention.policy.insights.selectors.facts import promise as promise
from townline.prevention.policy.insights.selectors.fairness import fairness as fairness
from townline.prevention.policy.insights.selectors.figures import (
    PeriodFigures as PeriodFigures,
    figures as figures,
)
from townline.prevention.policy.insights.selectors.public_map import (
    PublicMatter as PublicMatter,
    public_map as public_map,
    public_map_settings as public_map_settings,
)
from townline.prevention.policy.insights.services import (
    figures_rebuild as figures_rebuild,
    figures_run as figures_run,
)
