"""What may not be done with a case to which other offices belong."""

from townline.casework.cases.models import Case
from townline.casework.coordination.errors import JointCase, ReferralOpen
from townline.casework.coordination.models import Meeting
from townline.casework.coordination.rules.meeting import AHEAD
from townline.casework.coordination.selectors.referrals import referral_is_open


def referral_keeps_open(case: Case) -> None:
    """Keep a locked case open while an agency owes an answer. Raises ReferralOpen."""
    if referral_is_open(case.id):
        raise ReferralOpen("an agency has not answered yet; record its answer first")


def joint_keeps_apart(case: Case) -> None:
    """Keep a locked case to which other offices belong: others are merged into it instead.

    Raises JointCase.
    """
    ahead = Meeting.objects.filter(case=case, state__in=sorted(AHEAD)).exists()
    if case.taking_part or ahead or referral_is_open(case.id):
        raise JointCase(
            f"other offices take part in {case.code}; merge the other case into this one",
            code=case.code,
        )
