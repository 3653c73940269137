"""The door of explorations: campaigns and lines, what was found under them, how bad it is."""

from townline.prevention.hazards.explorations.errors import (
    AnomalyExists as AnomalyExists,
    AnomalySettled as AnomalySettled,
    CampaignExists as CampaignExists,
    DayAhead as DayAhead,
    DaysTurned as DaysTurned,
    ExplorationNotFound as ExplorationNotFound,
    NothingImported as NothingImported,
    OffTheLine as OffTheLine,
    SharesTooLarge as SharesTooLarge,
)
from townline.prevention.hazards.explorations.models import Check as Check
from townline.prevention.hazards.explorations.rules.anomalies import (
    AnomalyState as AnomalyState,
    Method as Method,
)
from townline.prevention.hazards.explorations.rules.grades import (
    Flag as Flag,
    Grade as Grade,
    Graded as Graded,
    Measured as Measured,
    grade as grade,
)
from townline.prevention.hazards.explorations.rules.lines import Surface as Surface
from townline.prevention.hazards.explorations.selectors.campaigns import (
    CampaignView as CampaignView,
    PartnerView as PartnerView,
    YearView as YearView,
    campaign_get as campaign_get,
    campaigns as campaigns,
    years as years,
)
from townline.prevention.hazards.explorations.selectors.cavities import (
    AnomalyView as AnomalyView,
    CavityView as CavityView,
    anomalies as anomalies,
    anomaly_get as anomaly_get,
    anomaly_history as anomaly_history,
    cavities as cavities,
    cavities_after as cavities_after,
    cavity_of as cavity_of,
    checks as checks,
    resurveys_due as resurveys_due,
)
from townline.prevention.hazards.explorations.selectors.lines import (
    LineView as LineView,
    NearLine as NearLine,
    explored_metres as explored_metres,
    last_explored as last_explored,
    line_get as line_get,
    lines as lines,
    lines_after as lines_after,
    lines_near as lines_near,
)
from townline.prevention.hazards.explorations.selectors.public import (
    PublicCavity as PublicCavity,
    PublicLine as PublicLine,
    public_cavities as public_cavities,
    public_cavity_years as public_cavity_years,
    public_explorations_mark as public_explorations_mark,
    public_lines as public_lines,
)
from townline.prevention.hazards.explorations.selectors.visibility import (
    campaign_changes as campaign_changes,
    changes as changes,
)
from townline.prevention.hazards.explorations.services.anomalies import (
    AnomalyCheck as AnomalyCheck,
    Finding as Finding,
    anomaly_check as anomaly_check,
    anomaly_find as anomaly_find,
)
from townline.prevention.hazards.explorations.services.campaigns import (
    CampaignEntry as CampaignEntry,
    PartnerEntry as PartnerEntry,
    campaign_change as campaign_change,
    campaign_create as campaign_create,
    year_plan as year_plan,
)
from townline.prevention.hazards.explorations.services.finding_files import (
    FindingsPlan as FindingsPlan,
    findings_import as findings_import,
    findings_look as findings_look,
)
from townline.prevention.hazards.explorations.services.importing import (
    Imported as Imported,
    ImportPlan as ImportPlan,
    lines_import as lines_import,
    lines_look as lines_look,
)
