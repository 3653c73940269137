"""The door of explorations: campaigns and lines, what was found under them, how bad it is."""

from townline.prevention.explorations.errors import (
    AnomalyExists,
    AnomalySettled,
    CampaignExists,
    DayAhead,
    DaysTurned,
    ExplorationNotFound,
    NothingImported,
    OffTheLine,
    SharesTooLarge,
)
from townline.prevention.explorations.rules.anomalies import AnomalyState, Method
from townline.prevention.explorations.rules.grades import Flag, Grade, Graded, Measured, grade
from townline.prevention.explorations.rules.lines import Surface
from townline.prevention.explorations.selectors.campaigns import (
    CampaignView,
    PartnerView,
    YearView,
    campaign_get,
    campaigns,
    years,
)
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
from townline.prevention.explorations.services.campaigns import (
    CampaignEntry,
    PartnerEntry,
    campaign_change,
    campaign_create,
    year_plan,
)
from townline.prevention.explorations.services.importing import (
    Imported,
    Plan,
    lines_import,
    lines_look,
)

__all__ = [
    "AnomalyExists",
    "AnomalySettled",
    "AnomalyState",
    "AnomalyView",
    "CampaignEntry",
    "CampaignExists",
    "CampaignView",
    "CavityView",
    "DayAhead",
    "DaysTurned",
    "ExplorationNotFound",
    "Flag",
    "Grade",
    "Graded",
    "Imported",
    "LineView",
    "Measured",
    "Method",
    "NearLine",
    "NothingImported",
    "OffTheLine",
    "PartnerEntry",
    "PartnerView",
    "Plan",
    "SharesTooLarge",
    "Surface",
    "YearView",
    "anomalies",
    "anomaly_get",
    "campaign_change",
    "campaign_create",
    "campaign_get",
    "campaigns",
    "cavities",
    "cavity_of",
    "explored_metres",
    "grade",
    "last_explored",
    "line_get",
    "lines",
    "lines_import",
    "lines_look",
    "lines_near",
    "resurveys_due",
    "year_plan",
    "years",
]
