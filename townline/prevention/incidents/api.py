"""The front door of incidents: what other rooms and pages may call."""

from townline.prevention.incidents.errors import (
    CaseElsewhere,
    IncidentIntoItself,
    IncidentNotFound,
    IncidentOver,
    IncidentTitleNeeded,
    NothingToUndo,
    PrivateCase,
    UnknownIncidentKind,
    UnknownRole,
)
from townline.prevention.incidents.rules.board import ROLES
from townline.prevention.incidents.rules.states import (
    IncidentEvent,
    IncidentState,
    NeedState,
    event_subject,
)
from townline.prevention.incidents.selectors.boards import Board, LogLine, board_get, open_of
from townline.prevention.incidents.selectors.detail import (
    Candidate,
    IncidentDetail,
    candidates,
    incident_get,
)
from townline.prevention.incidents.selectors.incidents import (
    IncidentFilters,
    IncidentRow,
    cases_alone,
    incident_row,
    incidents_list,
    incidents_of_cases,
    lessons_of,
    offers_of_cases,
    one_incident,
)
from townline.prevention.incidents.selectors.places import IncidentSpot, spot_at
from townline.prevention.incidents.selectors.sight import incident_of, leads, sees
from townline.prevention.incidents.selectors.weekly import IncidentFact, incidents_weekly
from townline.prevention.incidents.selectors.words import (
    incident_settings,
    kind_name,
    kind_of_type,
    need_name,
)
from townline.prevention.incidents.services.board import (
    item_tick,
    need_add,
    need_move,
    note_add,
    question_settle,
    role_take,
    team_leave,
    team_put,
)
from townline.prevention.incidents.services.ending import (
    incident_end,
    incident_merge,
    incident_reopen,
    lessons_write,
)
from townline.prevention.incidents.services.joining import (
    Joined,
    case_leave,
    cases_join,
    merged_follow,
    offer_dismiss,
)
from townline.prevention.incidents.services.offering import (
    offers_run,
    opened_offer,
    replies_run,
)
from townline.prevention.incidents.services.opening import Opening, incident_edit, incident_open
from townline.prevention.incidents.services.persons import person_part, retention_rules
from townline.prevention.incidents.services.undoing import incident_undo
from townline.prevention.incidents.services.updates import update_kind

__all__ = [
    "ROLES",
    "Board",
    "Candidate",
    "CaseElsewhere",
    "IncidentDetail",
    "IncidentEvent",
    "IncidentFact",
    "IncidentFilters",
    "IncidentIntoItself",
    "IncidentNotFound",
    "IncidentOver",
    "IncidentRow",
    "IncidentSpot",
    "IncidentState",
    "IncidentTitleNeeded",
    "Joined",
    "LogLine",
    "NeedState",
    "NothingToUndo",
    "Opening",
    "PrivateCase",
    "UnknownIncidentKind",
    "UnknownRole",
    "board_get",
    "candidates",
    "case_leave",
    "cases_alone",
    "cases_join",
    "event_subject",
    "incident_edit",
    "incident_end",
    "incident_get",
    "incident_merge",
    "incident_of",
    "incident_open",
    "incident_reopen",
    "incident_row",
    "incident_settings",
    "incident_undo",
    "incidents_list",
    "incidents_of_cases",
    "incidents_weekly",
    "item_tick",
    "kind_name",
    "kind_of_type",
    "leads",
    "lessons_of",
    "lessons_write",
    "merged_follow",
    "need_add",
    "need_move",
    "need_name",
    "note_add",
    "offer_dismiss",
    "offers_of_cases",
    "offers_run",
    "one_incident",
    "open_of",
    "opened_offer",
    "person_part",
    "question_settle",
    "replies_run",
    "retention_rules",
    "role_take",
    "sees",
    "spot_at",
    "team_leave",
    "team_put",
    "update_kind",
]
