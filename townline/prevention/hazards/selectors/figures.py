"""The hazards of a time, for counting."""

import datetime as dt

from townline.platform.departments.api import Viewer
from townline.prevention.hazards.rules.figures import Fact, HazardFigures, count_hazards
from townline.prevention.hazards.rules.states import LIVE, HazardState
from townline.prevention.hazards.selectors.sight import visible

_NONE = (HazardState.PROPOSED, HazardState.DISMISSED, HazardState.MERGED)


def hazard_figures(
    *, viewer: Viewer, since: dt.datetime, until: dt.datetime
) -> list[HazardFigures]:
    """Count what was reported in a time, of what a viewer sees; one query."""
    rows = visible(viewer).exclude(state__in=_NONE)
    rows = rows.filter(reported_at__gte=since, reported_at__lt=until)
    names = ("kind", "source", "reported_at", "made_safe_at", "repaired_at", "state")
    return count_hazards(
        [
            Fact(
                kind=kind, source=source, reported_at=reported, made_safe_at=safe,
                repaired_at=repaired, open=state in LIVE,
            )
            for kind, source, reported, safe, repaired, state in rows.values_list(*names)
        ]
    )  # fmt: skip
