"""The demo's figures, counted once so that the first page need not."""

import datetime as dt

from townline.prevention.insights import api as insights


def figures(now: dt.datetime) -> int:
    """Keep the figures of the demo's days; returns how many."""
    return insights.figures_rebuild(now=now)
