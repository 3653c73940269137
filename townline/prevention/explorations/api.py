"""The door of explorations: campaigns and lines, what was found under them, how bad it is."""

from townline.prevention.explorations.rules.grades import Flag, Grade, Graded, Measured, grade
from townline.prevention.explorations.selectors.cavities import (
    AnomalyView,
    CavityView,
    anomalies,
    anomaly_get,
    cavities,
    cavity_of,
    resurveys_due,
)
from townline.prevention.explorations.selectors.lines import (
    LineView,
    NearLine,
    explored_metres,
    last_explored,
    line_get,
    lines,
    lines_near,
)

__all__ = [
    "AnomalyView",
    "CavityView",
    "Flag",
    "Grade",
    "Graded",
    "LineView",
    "Measured",
    "NearLine",
    "anomalies",
    "anomaly_get",
    "cavities",
    "cavity_of",
    "explored_metres",
    "grade",
    "last_explored",
    "line_get",
    "lines",
    "lines_near",
    "resurveys_due",
]
