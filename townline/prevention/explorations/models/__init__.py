"""What lies under the roads: who looked where, what was seen, what it was."""

from townline.prevention.explorations.models.anomalies import Anomaly, Cavity, Check
from townline.prevention.explorations.models.campaigns import (
    Campaign,
    ExplorationYear,
    Line,
    Partner,
)

__all__ = ["Anomaly", "Campaign", "Cavity", "Check", "ExplorationYear", "Line", "Partner"]
