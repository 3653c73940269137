"""The front door of the cases: reads, writes and what they refuse.

Every write takes the ``viewer`` who does it and ``now``; refusals are ``CaseError`` with a
stable ``type`` and a ``status`` as in HTTP.
"""

from townline.cases.errors import (
    AfterPromise,
    AlreadyMerged,
    AnswerGone,
    AnswerOnItsWay,
    BlanksLeft,
    BuiltOn,
    BundledCase,
    CaseError,
    DatesUnchecked,
    DayKnown,
    DayUnknown,
    DraftConflict,
    ExtensionRefused,
    InThePast,
    IntoItself,
    InvalidInput,
    JointCase,
    LastText,
    LeadsAlready,
    LinkNotSent,
    LinkOver,
    MeetingOver,
    Merged,
    NoPublicAddress,
    NotAGroup,
    NotAllowed,
    NotFound,
    NotRepeated,
    NotSamePeople,
    OfficeDecides,
    OnlyTakesPart,
    PhotosNotCarried,
    PhotoUnusable,
    PositionConflict,
    PressTooOld,
    PromiseSettled,
    ReferralOpen,
    ReturnedTwice,
    TextChanged,
    TextElsewhere,
    TooLate,
    TooManyPhotos,
    TooManyVisitPhotos,
    UndoOver,
    UnknownAgency,
    UnknownDepartment,
    VisitInPast,
    VisitorBlind,
    VisitTwice,
    WrongState,
)
from townline.cases.events import CaseChanged
from townline.cases.rules import FINISHED, OPEN, TRANSITIONS, Event, Kind, State
from townline.cases.rules.dates import (
    Found,
    Looks,
)
from townline.cases.rules.follow_ups import FollowKind
from townline.cases.rules.joint import PositionState
from townline.cases.rules.meeting import MeetingState, Response, meeting_start
from townline.cases.rules.pairing import USUAL_WINDOW, Matter
from townline.cases.rules.promised import (
    UNSETTLED,
    Promise,
    PromisedState,
)
from townline.cases.rules.referral import ReferralState
from townline.cases.rules.route import Leg, Stop
from townline.cases.rules.templates import ALWAYS as ALWAYS_FILLED
from townline.cases.rules.templates import KINDS as TEMPLATE_KINDS
from townline.cases.rules.templates import SOMETIMES as SOMETIMES_FILLED
from townline.cases.rules.templates import Template
from townline.cases.rules.templates import names_in as placeholders_in
from townline.cases.rules.visit import VISIT_PHOTOS, VisitEvent, VisitState
from townline.cases.selectors.again import Again, again
from townline.cases.selectors.agencies import Agency, agencies
from townline.cases.selectors.case_page import (
    CasePage,
    PageStep,
    case_page,
    case_page_photo,
)
from townline.cases.selectors.clocks import (
    ClockView,
    calendar_change_get,
    calendar_changes,
    calendar_years,
    days_off,
    legal_clock,
    outages,
)
from townline.cases.selectors.counts import Figures, counts, morning_figures, notices_unread
from townline.cases.selectors.detail import (
    Detail,
    DraftView,
    HoldView,
    Leaving,
    NoteView,
    NoticeView,
    Version,
    Waiting,
    awaiting,
    case_get,
    draft_versions,
    leaving,
    notices,
)
from townline.cases.selectors.figures import (
    CaseFact,
    Outcome,
    case_facts,
    dongs,
    figures_begin,
    figures_changed,
    legal_facts,
    promised_facts,
    rating_facts,
)
from townline.cases.selectors.groups import Households
from townline.cases.selectors.joint import PositionView, positions_of
from townline.cases.selectors.lists import Filters, Page, Row, cases_list, sees
from townline.cases.selectors.load import Load, load
from townline.cases.selectors.meetings import (
    MeetingView,
    meeting_get,
    meetings_list,
    meetings_of,
)
from townline.cases.selectors.morning import Came, Group, Pressing, morning_came, morning_pressing
from townline.cases.selectors.old_answers import OldAnswer, old_answers
from townline.cases.selectors.owning import Holding, owners_of
from townline.cases.selectors.photo_links import (
    LinkPage,
    LinkView,
    link_page,
    link_photo,
    links_of,
    photos_to_show,
)
from townline.cases.selectors.photos import case_photo
from townline.cases.selectors.promised import (
    PromisedFigures,
    PromisedFilters,
    PromisedLoad,
    PromisedRow,
    promised_by_department,
    promised_figures,
    promised_get,
    promised_list,
    promised_load,
    promised_of_case,
)
from townline.cases.selectors.referrals import Handed, ReferralView, referrals_of, referrals_open
from townline.cases.selectors.repeats import Occasion, Repeats
from townline.cases.selectors.residents import (
    FollowUpView,
    Ratings,
    RatingView,
    follow_ups_on,
    ratings_of,
    ratings_on,
)
from townline.cases.selectors.rounds import Round, Stage, rounds
from townline.cases.selectors.senders import KeptDraft, Sender
from townline.cases.selectors.templates import templates_used
from townline.cases.selectors.together import Member, lead_of, members_of, thread_of
from townline.cases.selectors.undoing import Undoable
from townline.cases.selectors.visits import (
    TakenPhoto,
    VisitView,
    case_visits,
    visit_get,
    visits_between,
    visits_of,
)
from townline.cases.selectors.whereabouts import Spot, all_places, spot_of
from townline.cases.services.blocking import sender_block, sender_unblock, senders_unblock
from townline.cases.services.bundling import case_bundle, case_unbundle
from townline.cases.services.clocks.calendar import (
    DayWish,
    calendar_change,
    calendar_preview,
    days_kept,
)
from townline.cases.services.clocks.deciding import legal_extend, legal_retype
from townline.cases.services.clocks.following import clock_follow
from townline.cases.services.clocks.outages import outage_add, outage_end
from townline.cases.services.clocks.recounting import (
    Moved as LegalMoved,
)
from townline.cases.services.clocks.recounting import (
    legal_begin_run,
    legal_recount,
    legal_recount_run,
)
from townline.cases.services.clocks.reminding import legal_reminders_run
from townline.cases.services.composing import old_answer_put, template_put
from townline.cases.services.confirming import case_confirm, case_leave, case_undo
from townline.cases.services.digest import digests_run
from townline.cases.services.drafting import (
    draft_save,
    draft_send_back,
    draft_submit,
    draft_withdraw,
    question_send,
)
from townline.cases.services.groups import case_group, case_ungroup, group_merge
from townline.cases.services.history.importing import Imported, texts_import, texts_paired
from townline.cases.services.history.old_text import OldText
from townline.cases.services.history.promised import (
    PromisedNotes,
    promised_import,
)
from townline.cases.services.history.steps import (
    Asked,
    Confirmed,
    Drafted,
    Endangered,
    Heard,
    HistoryCase,
    Moved,
    Noted,
    Retitled,
    Step,
    Submitted,
)
from townline.cases.services.history.writing import history_import
from townline.cases.services.instructing import case_answer, case_instruct, case_meet
from townline.cases.services.intake import text_claim
from townline.cases.services.joint import position_ask, position_withdraw, within
from townline.cases.services.joint_position import position_give, position_refuse, speaks_for
from townline.cases.services.joint_silence import positions_run
from townline.cases.services.meetings import meeting_call, meeting_cancel, meeting_move
from townline.cases.services.meetings_calendar import meeting_file
from townline.cases.services.meetings_held import Decided, meeting_answer, meeting_hold
from townline.cases.services.person_file import person_pack, person_words
from townline.cases.services.persons import (
    Erased,
    Person,
    person_erase,
    person_export,
    person_look,
)
from townline.cases.services.photo_links import (
    LINK_PHOTOS,
    MadeLink,
    photo_link_end,
    photo_link_make,
)
from townline.cases.services.photos import (
    ANSWER_PHOTOS,
    draft_photo_drop,
    draft_photos_add,
    photos_most,
    photos_tidy,
)
from townline.cases.services.pressing import case_confirm_once
from townline.cases.services.promised import (
    promised_keep,
    promised_move,
    promised_withdraw,
)
from townline.cases.services.promised_check import (
    dates_found,
)
from townline.cases.services.promised_reminders import (
    promised_run,
)
from townline.cases.services.quiet import (
    answer_leaves,
)
from townline.cases.services.referrals import (
    referral_answer,
    referral_call_back,
    referral_hand,
    referral_move,
    referrals_run,
)
from townline.cases.services.reminders import answered_close, reminders_run
from townline.cases.services.repeats import case_close_repeat, case_new_facts
from townline.cases.services.residents.asking import follow_ups_run
from townline.cases.services.residents.claiming import resident_claim
from townline.cases.services.residents.links import case_link, case_link_send
from townline.cases.services.residents.page import page_not_fixed, page_rate, page_text
from townline.cases.services.residents.past import PastReply, replies_import
from townline.cases.services.residents.status import state_told
from townline.cases.services.retention import retention_rules
from townline.cases.services.returning import decides, is_decided_above
from townline.cases.services.revealing import number_reveal
from townline.cases.services.searching import cases_by_number
from townline.cases.services.sending import on_accepted, on_completed, on_looked, on_settled
from townline.cases.services.threading_merge import case_merge
from townline.cases.services.threading_move import case_move, case_split, same_matter
from townline.cases.services.threading_undo import regroup_undo
from townline.cases.services.visits.answering import visit_to_answer
from townline.cases.services.visits.going import (
    visit_arrive,
    visit_finish,
    visit_photos_add,
    visit_start,
    visits_run,
)
from townline.cases.services.visits.planning import visit_cancel, visit_move, visit_plan
from townline.cases.services.visits.telling import visit_tells_run
from townline.cases.services.work import (
    case_assign,
    case_close,
    case_dismiss,
    case_mark_danger,
    case_misroute,
    case_reopen,
    case_retitle,
    case_seen,
    note_add,
    notices_read,
    presence_leave,
    presence_touch,
    text_settle,
)

__all__ = [
    "ALWAYS_FILLED", "ANSWER_PHOTOS", "FINISHED", "LINK_PHOTOS", "OPEN", "SOMETIMES_FILLED",
    "TEMPLATE_KINDS", "TRANSITIONS", "UNSETTLED", "USUAL_WINDOW", "VISIT_PHOTOS", "AfterPromise",
    "Again", "Agency", "AlreadyMerged", "AnswerGone", "AnswerOnItsWay", "Asked", "BlanksLeft",
    "BuiltOn", "BundledCase", "Came", "CaseChanged", "CaseError", "CaseFact", "CasePage",
    "ClockView", "Confirmed", "DatesUnchecked", "DayKnown", "DayUnknown", "DayWish", "Decided",
    "Detail", "DraftConflict", "DraftView", "Drafted", "Endangered", "Erased", "Event",
    "ExtensionRefused", "Figures", "Filters", "FollowKind", "FollowUpView", "Found", "Group",
    "Handed", "Heard", "HistoryCase", "HoldView", "Holding", "Households", "Imported", "InThePast",
    "IntoItself", "InvalidInput", "JointCase", "KeptDraft", "Kind", "LastText", "LeadsAlready",
    "Leaving", "Leg", "LegalMoved", "LinkNotSent", "LinkOver", "LinkPage", "LinkView", "Load",
    "Looks", "MadeLink", "Matter", "MeetingOver", "MeetingState", "MeetingView", "Member", "Merged",
    "Moved", "NoPublicAddress", "NotAGroup", "NotAllowed", "NotFound", "NotRepeated",
    "NotSamePeople", "NoteView", "Noted", "NoticeView", "Occasion", "OfficeDecides", "OldAnswer",
    "OldText", "OnlyTakesPart", "Outcome", "Page", "PageStep", "PastReply", "Person",
    "PhotoUnusable", "PhotosNotCarried", "PositionConflict", "PositionState", "PositionView",
    "PressTooOld", "Pressing", "Promise", "PromiseSettled", "PromisedFigures", "PromisedFilters",
    "PromisedLoad", "PromisedNotes", "PromisedRow", "PromisedState", "RatingView", "Ratings",
    "ReferralOpen", "ReferralState", "ReferralView", "Repeats", "Response", "Retitled",
    "ReturnedTwice", "Round", "Row", "Sender", "Spot", "Stage", "State", "Step", "Stop",
    "Submitted", "TakenPhoto", "Template", "TextChanged", "TextElsewhere", "TooLate",
    "TooManyPhotos", "TooManyVisitPhotos", "UndoOver", "Undoable", "UnknownAgency",
    "UnknownDepartment", "Version", "VisitEvent", "VisitInPast", "VisitState", "VisitTwice",
    "VisitView", "VisitorBlind", "Waiting", "WrongState", "again", "agencies", "all_places",
    "answer_leaves", "answered_close", "awaiting", "calendar_change", "calendar_change_get",
    "calendar_changes", "calendar_preview", "calendar_years", "case_answer", "case_assign",
    "case_bundle", "case_close", "case_close_repeat", "case_confirm", "case_confirm_once",
    "case_dismiss", "case_facts", "case_get", "case_group", "case_instruct", "case_leave",
    "case_link", "case_link_send", "case_mark_danger", "case_meet", "case_merge", "case_misroute",
    "case_move", "case_new_facts", "case_page", "case_page_photo", "case_photo", "case_reopen",
    "case_retitle", "case_seen", "case_split", "case_unbundle", "case_undo", "case_ungroup",
    "case_visits", "cases_by_number", "cases_list", "clock_follow", "counts", "dates_found",
    "days_kept", "days_off", "decides", "digests_run", "dongs", "draft_photo_drop",
    "draft_photos_add", "draft_save", "draft_send_back", "draft_submit", "draft_versions",
    "draft_withdraw", "figures_begin", "figures_changed", "follow_ups_on", "follow_ups_run",
    "group_merge", "history_import", "is_decided_above", "lead_of", "leaving", "legal_begin_run",
    "legal_clock", "legal_extend", "legal_facts", "legal_recount", "legal_recount_run",
    "legal_reminders_run", "legal_retype", "link_page", "link_photo", "links_of", "load",
    "meeting_answer", "meeting_call", "meeting_cancel", "meeting_file", "meeting_get",
    "meeting_hold", "meeting_move", "meeting_start", "meetings_list", "meetings_of", "members_of",
    "morning_came", "morning_figures", "morning_pressing", "note_add", "notices", "notices_read",
    "notices_unread", "number_reveal", "old_answer_put", "old_answers", "on_accepted",
    "on_completed", "on_looked", "on_settled", "outage_add", "outage_end", "outages", "owners_of",
    "page_not_fixed", "page_rate", "page_text", "person_erase", "person_export", "person_look",
    "person_pack", "person_words", "photo_link_end", "photo_link_make", "photos_most",
    "photos_tidy", "photos_to_show", "placeholders_in", "position_ask", "position_give",
    "position_refuse", "position_withdraw", "positions_of", "positions_run", "presence_leave",
    "presence_touch", "promised_by_department", "promised_facts", "promised_figures",
    "promised_get", "promised_import", "promised_keep", "promised_list", "promised_load",
    "promised_move", "promised_of_case", "promised_run", "promised_withdraw", "question_send",
    "rating_facts", "ratings_of", "ratings_on", "referral_answer", "referral_call_back",
    "referral_hand", "referral_move", "referrals_of", "referrals_open", "referrals_run",
    "regroup_undo", "reminders_run", "replies_import", "resident_claim", "retention_rules",
    "rounds", "same_matter", "sees", "sender_block", "sender_unblock", "senders_unblock",
    "speaks_for", "spot_of", "state_told", "template_put", "templates_used", "text_claim",
    "text_settle", "texts_import", "texts_paired", "thread_of", "visit_arrive", "visit_cancel",
    "visit_finish", "visit_get", "visit_move", "visit_photos_add", "visit_plan", "visit_start",
    "visit_tells_run", "visit_to_answer", "visits_between", "visits_of", "visits_run", "within",
]  # fmt: skip
