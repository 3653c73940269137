"""The front door of joint answers, meetings and referrals."""

from townline.casework.coordination.errors import (
    AfterPromise,
    AnswerGone,
    InThePast,
    JointCase,
    LeadsAlready,
    MeetingOver,
    PositionConflict,
    ReferralOpen,
    UnknownAgency,
    UnknownDepartment,
)
from townline.casework.coordination.rules.joint import OWED
from townline.casework.coordination.rules.meeting import AHEAD, Response, meeting_start
from townline.casework.coordination.rules.referral import ReferralState
from townline.casework.coordination.selectors.agencies import agencies
from townline.casework.coordination.selectors.combined_answers import (
    ALONE,
    CombinedAnswer,
    combined_answers,
)
from townline.casework.coordination.selectors.joint import positions_of
from townline.casework.coordination.selectors.joint_summary import joint_summary
from townline.casework.coordination.selectors.meetings import (
    MeetingView,
    meeting_get,
    meetings_list,
    meetings_of,
)
from townline.casework.coordination.selectors.referrals import (
    ReferralView,
    referral_is_open,
    referrals_of,
    referrals_open,
)
from townline.casework.coordination.services.joint import (
    lead_follow,
    position_ask,
    position_withdraw,
    within,
)
from townline.casework.coordination.services.joint_erasing import joint_erase
from townline.casework.coordination.services.joint_input import (
    position_give,
    position_refuse,
    speaks_for,
)
from townline.casework.coordination.services.joint_no_response import positions_run
from townline.casework.coordination.services.joint_vetoes import (
    joint_keeps_apart,
    referral_keeps_open,
)
from townline.casework.coordination.services.meetings import (
    meeting_call,
    meeting_cancel,
    meeting_move,
)
from townline.casework.coordination.services.meetings_calendar import meeting_file
from townline.casework.coordination.services.meetings_held import meeting_answer, meeting_hold
from townline.casework.coordination.services.meetings_leaving import (
    meeting_case_follow,
    meeting_follow,
)
from townline.casework.coordination.services.referrals import (
    referral_answer,
    referral_call_back,
    referral_hand,
    referral_move,
    referrals_run,
)

__all__ = [
    "AHEAD",
    "ALONE",
    "OWED",
    "AfterPromise",
    "AnswerGone",
    "CombinedAnswer",
    "InThePast",
    "JointCase",
    "LeadsAlready",
    "MeetingOver",
    "MeetingView",
    "PositionConflict",
    "ReferralOpen",
    "ReferralState",
    "ReferralView",
    "Response",
    "UnknownAgency",
    "UnknownDepartment",
    "agencies",
    "combined_answers",
    "joint_erase",
    "joint_keeps_apart",
    "joint_summary",
    "lead_follow",
    "meeting_answer",
    "meeting_call",
    "meeting_cancel",
    "meeting_case_follow",
    "meeting_file",
    "meeting_follow",
    "meeting_get",
    "meeting_hold",
    "meeting_move",
    "meeting_start",
    "meetings_list",
    "meetings_of",
    "position_ask",
    "position_give",
    "position_refuse",
    "position_withdraw",
    "positions_of",
    "positions_run",
    "referral_answer",
    "referral_call_back",
    "referral_hand",
    "referral_is_open",
    "referral_keeps_open",
    "referral_move",
    "referrals_of",
    "referrals_open",
    "referrals_run",
    "speaks_for",
    "within",
]
