"""Departments, meetings and agencies that take part."""

from townline.cases.rules.joint import PositionState
from townline.cases.rules.meeting import MeetingState, Response, meeting_start
from townline.cases.rules.referral import ReferralState
from townline.cases.selectors.agencies import Agency, agencies
from townline.cases.selectors.joint import PositionView, positions_of
from townline.cases.selectors.meetings import MeetingView, meeting_get, meetings_list, meetings_of
from townline.cases.selectors.referrals import Handed, ReferralView, referrals_of, referrals_open
from townline.cases.services.joint import lead_follow, position_ask, position_withdraw, within
from townline.cases.services.joint_position import position_give, position_refuse, speaks_for
from townline.cases.services.joint_silence import positions_run
from townline.cases.services.joint_vetoes import joint_keeps_apart, referral_keeps_open
from townline.cases.services.meetings import meeting_call, meeting_cancel, meeting_move
from townline.cases.services.meetings_calendar import meeting_file
from townline.cases.services.meetings_held import Decided, meeting_answer, meeting_hold
from townline.cases.services.meetings_leaving import meeting_case_follow, meeting_follow
from townline.cases.services.referrals import (
    referral_answer,
    referral_call_back,
    referral_hand,
    referral_move,
    referrals_run,
)

__all__ = [
    "Agency",
    "Decided",
    "Handed",
    "MeetingState",
    "MeetingView",
    "PositionState",
    "PositionView",
    "ReferralState",
    "ReferralView",
    "Response",
    "agencies",
    "joint_keeps_apart",
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
    "referral_keeps_open",
    "referral_move",
    "referrals_of",
    "referrals_open",
    "referrals_run",
    "speaks_for",
    "within",
]
