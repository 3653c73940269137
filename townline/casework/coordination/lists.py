"""What other departments and agencies hold of a case."""

from townline.casework.cases.ports import ListPart
from townline.casework.coordination.models import Meeting, Participation, Referral

PART = ListPart(
    holds={
        "positions": (Participation, "case"),
        "meetings": (Meeting, "case"),
        "referrals": (Referral, "case"),
    }
)
