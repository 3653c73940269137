"""The front door of incidents: what other rooms and pages may call."""

from townline.prevention.incidents.errors import (
    CaseElsewhere as CaseElsewhere,
    IncidentIntoItself as IncidentIntoItself,
    IncidentNotFound as IncidentNotFound,
    IncidentOver as IncidentOver,
    IncidentTitleNeeded as IncidentTitleNeeded,
    NobodyToAsk as NobodyToAsk,
    NothingToUndo as NothingToUndo,
    PrivateCase as PrivateCase,
    SafetyListRefused as SafetyListRefused,
    SafetyWithoutDigits as SafetyWithoutDigits,
    UnknownIncidentKind as UnknownIncidentKind,
    UnknownRole as UnknownRole,
)
from townline.prevention.incidents.models import Incident as Incident
from townline.prevention.incidents.rules import (
    ROLES as ROLES,
    IncidentEvent as IncidentEvent,
    IncidentState as IncidentState,
    NeedState as NeedState,
    SafetyState as SafetyState,
    event_subject as event_subject,
)
from townline.prevention.incidents.selectors.boards import (
    Board as Board,
    LogLine as LogLine,
    board_get as board_get,
    open_of as open_of,
)
from townline.prevention.incidents.selectors.detail import (
    Candidate as Candidate,
    IncidentDetail as IncidentDetail,
    candidates as candidates,
    incident_get as incident_get,
)
from townline.prevention.incidents.selectors.incidents import (
    IncidentFilters as IncidentFilters,
    IncidentRow as IncidentRow,
    cases_alone as cases_alone,
    incident_of as incident_of,
    incident_row as incident_row,
    incident_settings as incident_settings,
    incidents_list as incidents_list,
    incidents_of_cases as incidents_of_cases,
    kind_name as kind_name,
    kind_of_type as kind_of_type,
    leads as leads,
    lessons_of as lessons_of,
    need_name as need_name,
    offers_of_cases as offers_of_cases,
    one_incident as one_incident,
    sees as sees,
)
from townline.prevention.incidents.selectors.places import (
    IncidentSpot as IncidentSpot,
    spot_at as spot_at,
)
from townline.prevention.incidents.selectors.safety import (
    SAFETY as SAFETY,
    SafetyDetail as SafetyDetail,
    safety_get as safety_get,
    safety_ground as safety_ground,
    safety_lists as safety_lists,
    safety_of as safety_of,
)
from townline.prevention.incidents.selectors.weekly import (
    IncidentFact as IncidentFact,
    incidents_weekly as incidents_weekly,
)
from townline.prevention.incidents.services.board import (
    item_tick as item_tick,
    need_add as need_add,
    need_move as need_move,
    note_add as note_add,
    question_settle as question_settle,
    role_take as role_take,
    team_leave as team_leave,
    team_put as team_put,
)
from townline.prevention.incidents.services.ending import (
    incident_end as incident_end,
    incident_merge as incident_merge,
    incident_reopen as incident_reopen,
    lessons_write as lessons_write,
)
from townline.prevention.incidents.services.joining import (
    Joined as Joined,
    case_leave as case_leave,
    cases_join as cases_join,
    merged_follow as merged_follow,
    offer_dismiss as offer_dismiss,
)
from townline.prevention.incidents.services.offering import (
    offers_run as offers_run,
    opened_offer as opened_offer,
    replies_run as replies_run,
)
from townline.prevention.incidents.services.opening import (
    Opening as Opening,
    incident_edit as incident_edit,
    incident_open as incident_open,
)
from townline.prevention.incidents.services.persons import (
    person_part as person_part,
    retention_rules as retention_rules,
)
from townline.prevention.incidents.services.safety import (
    safety_ask as safety_ask,
    safety_claimer as safety_claimer,
    safety_kind as safety_kind,
)
from townline.prevention.incidents.services.undoing import incident_undo as incident_undo
from townline.prevention.incidents.services.updates import update_kind as update_kind
