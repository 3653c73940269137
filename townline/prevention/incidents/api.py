"""The front door of incidents: what other rooms and pages may call."""

from townline.prevention.incidents.errors import (
    CaseElsewhere,
    IncidentIntoItself,
    IncidentNotFound,
    IncidentOver,
    IncidentTitleNeeded,
    NobodyToUpdate,
    NothingToUndo,
    NoWords,
    PrivateCase,
    TextsLeft,
    UnknownIncidentKind,
    UnknownRole,
    UpdateChanged,
    UpdateSent,
    UpdateWaits,
)
from townline.prevention.incidents.rules.board import ROLES
from townline.prevention.incidents.rules.states import (
    IncidentEvent,
    IncidentState,
    NeedState,
    UpdateState,
    event_subject,
)
from townline.prevention.incidents.selectors.boards import Board, LogLine, board_get
from townline.prevention.incidents.selectors.detail import (
    Candidate,
    IncidentDetail,
    Sent,
    candidates,
    incident_get,
    recipients_of,
)
from townline.prevention.incidents.selectors.incidents import (
    IncidentFilters,
    IncidentRow,
    incident_row,
    incidents_list,
    lessons_of,
    updates_waiting,
)
from townline.prevention.incidents.selectors.places import Spot, spot_at
from townline.prevention.incidents.selectors.recipients import hash_of, left_out
from townline.prevention.incidents.selectors.sight import incident_of, leads, sees
from townline.prevention.incidents.selectors.words import (
    kind_name,
    kind_of_type,
    need_name,
    told,
)
from townline.prevention.incidents.services.approving import (
    update_approve,
    update_return,
    update_stop,
    update_undo,
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
from townline.prevention.incidents.services.dispatch import (
    update_accepted,
    update_settled,
    updates_run,
)
from townline.prevention.incidents.services.drafting import (
    update_discard,
    update_save,
    update_submit,
    update_withdraw,
)
from townline.prevention.incidents.services.ending import (
    incident_end,
    incident_merge,
    incident_reopen,
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

__all__ = [
    "ROLES",
    "Board",
    "Candidate",
    "CaseElsewhere",
    "IncidentDetail",
    "IncidentEvent",
    "IncidentFilters",
    "IncidentIntoItself",
    "IncidentNotFound",
    "IncidentOver",
    "IncidentRow",
    "IncidentState",
    "IncidentTitleNeeded",
    "Joined",
    "LogLine",
    "NeedState",
    "NoWords",
    "NobodyToUpdate",
    "NothingToUndo",
    "Opening",
    "PrivateCase",
    "Sent",
    "Spot",
    "TextsLeft",
    "UnknownIncidentKind",
    "UnknownRole",
    "UpdateChanged",
    "UpdateSent",
    "UpdateState",
    "UpdateWaits",
    "board_get",
    "candidates",
    "case_leave",
    "cases_join",
    "event_subject",
    "hash_of",
    "incident_edit",
    "incident_end",
    "incident_get",
    "incident_merge",
    "incident_of",
    "incident_open",
    "incident_reopen",
    "incident_row",
    "incident_undo",
    "incidents_list",
    "item_tick",
    "kind_name",
    "kind_of_type",
    "leads",
    "left_out",
    "lessons_of",
    "merged_follow",
    "need_add",
    "need_move",
    "need_name",
    "note_add",
    "offer_dismiss",
    "offers_run",
    "opened_offer",
    "person_part",
    "question_settle",
    "recipients_of",
    "replies_run",
    "retention_rules",
    "role_take",
    "sees",
    "spot_at",
    "team_leave",
    "team_put",
    "told",
    "update_accepted",
    "update_approve",
    "update_discard",
    "update_return",
    "update_save",
    "update_settled",
    "update_stop",
    "update_submit",
    "update_undo",
    "update_withdraw",
    "updates_run",
    "updates_waiting",
]
