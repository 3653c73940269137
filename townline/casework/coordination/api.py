"""The front door of joint answers, meetings and referrals."""

from townline.casework.coordination.errors import (
    AfterPromise as AfterPromise,
    AnswerGone as AnswerGone,
    InThePast as InThePast,
    JointCase as JointCase,
    LeadsAlready as LeadsAlready,
    MeetingOver as MeetingOver,
    PositionConflict as PositionConflict,
    ReferralOpen as ReferralOpen,
    UnknownAgency as UnknownAgency,
    UnknownDepartment as UnknownDepartment,
)
from townline.casework.coordination.rules.joint import OWED as OWED
from townline.casework.coordination.rules.meeting import (
    AHEAD as AHEAD,
    Response as Response,
    meeting_start as meeting_start,
)
from townline.casework.coordination.rules.referral import ReferralState as ReferralState
from townline.casework.coordination.selectors.joint import (
    ALONE as ALONE,
    CombinedAnswer as CombinedAnswer,
    combined_answers as combined_answers,
    joint_summary as joint_summary,
    positions_of as positions_of,
)
from townline.casework.coordination.selectors.meetings import (
    MeetingView as MeetingView,
    meeting_get as meeting_get,
    meetings_list as meetings_list,
    meetings_of as meetings_of,
)
from townline.casework.coordination.selectors.referrals import (
    ReferralView as ReferralView,
    agencies as agencies,
    referral_is_open as referral_is_open,
    referrals_of as referrals_of,
    referrals_open as referrals_open,
)
from townline.casework.coordination.services.joint import (
    lead_follow as lead_follow,
    position_ask as position_ask,
    position_withdraw as position_withdraw,
    within as within,
)
from townline.casework.coordination.services.joint_input import (
    position_give as position_give,
    position_refuse as position_refuse,
    positions_run as positions_run,
    speaks_for as speaks_for,
)
from townline.casework.coordination.services.joint_writer import (
    joint_erase as joint_erase,
    joint_keeps_apart as joint_keeps_apart,
    referral_keeps_open as referral_keeps_open,
)
from townline.casework.coordination.services.meetings import (
    meeting_call as meeting_call,
    meeting_cancel as meeting_cancel,
    meeting_move as meeting_move,
)
from townline.casework.coordination.services.meetings_calendar import meeting_file as meeting_file
from townline.casework.coordination.services.meetings_held import (
    meeting_answer as meeting_answer,
    meeting_hold as meeting_hold,
)
from townline.casework.coordination.services.meetings_leaving import (
    meeting_case_follow as meeting_case_follow,
    meeting_follow as meeting_follow,
)
from townline.casework.coordination.services.referrals import (
    referral_answer as referral_answer,
    referral_call_back as referral_call_back,
    referral_hand as referral_hand,
    referral_move as referral_move,
    referrals_run as referrals_run,
)
