"""Numbers and leases.

Deeds take ``by``: a Viewer with Permission.NUMBERS, or the Actor that is the owner (``OWNER``), the
house, or the server's command line.
"""

from townline.casework.cases.api import NotAllowed, WrongState
from townline.lines.safenumbers.errors import (
    AlreadyIssued,
    BulkInvalid,
    CodeWrong,
    LeaseNotFound,
    NoneFree,
    NumberUnknown,
    PhonesInvalid,
    PlateInvalid,
    QuietInvalid,
)
from townline.lines.safenumbers.rules.leases import Audience, LeaseState, Via
from townline.lines.safenumbers.rules.numbers import NotSafeNumber, numbers_whole
from townline.lines.safenumbers.rules.numbers import format_number as number_shown
from townline.lines.safenumbers.rules.numbers import parse as number_parse
from townline.lines.safenumbers.sealing import sealed_tables
from townline.lines.safenumbers.selectors.leases import (
    LeaseView,
    lease_by_code,
    lease_by_number,
    lease_by_owner_token,
    lease_by_qr,
    lease_get,
    leases_of_phone,
    owner_phones,
    plate_tail_fits,
    qr_token,
)
from townline.lines.safenumbers.selectors.settings import numbers_settings
from townline.lines.safenumbers.services.leases.changing import (
    hours_set,
    lease_renew,
    lease_resume,
    lease_suspend,
    lease_transfer,
    talks_set,
)
from townline.lines.safenumbers.services.leases.claims import Proof, lease_prove, proof_code
from townline.lines.safenumbers.services.leases.ending import lease_end, lease_rotate
from townline.lines.safenumbers.services.leases.issuing import (
    LeaseRequest,
    lease_issue,
    waiting_run,
)
from townline.lines.safenumbers.services.leases.keeping import leases_run
from townline.lines.safenumbers.services.leases.links import owner_link
from townline.lines.safenumbers.services.leases.persons import lease_person_part, person_leases
from townline.lines.safenumbers.services.leases.phones import phones_set
from townline.lines.safenumbers.services.leases.retention import lease_retention_rules
from townline.lines.safenumbers.services.leases.writer import OWNER
from townline.lines.safenumbers.services.pools import PoolEntry, pools_load

__all__ = [
    "OWNER",
    "AlreadyIssued",
    "Audience",
    "BulkInvalid",
    "CodeWrong",
    "LeaseNotFound",
    "LeaseRequest",
    "LeaseState",
    "LeaseView",
    "NoneFree",
    "NotAllowed",
    "NotSafeNumber",
    "NumberUnknown",
    "PhonesInvalid",
    "PlateInvalid",
    "PoolEntry",
    "Proof",
    "QuietInvalid",
    "Via",
    "WrongState",
    "hours_set",
    "lease_by_code",
    "lease_by_number",
    "lease_by_owner_token",
    "lease_by_qr",
    "lease_end",
    "lease_get",
    "lease_issue",
    "lease_person_part",
    "lease_prove",
    "lease_renew",
    "lease_resume",
    "lease_retention_rules",
    "lease_rotate",
    "lease_suspend",
    "lease_transfer",
    "leases_of_phone",
    "leases_run",
    "number_parse",
    "number_shown",
    "numbers_settings",
    "numbers_whole",
    "owner_link",
    "owner_phones",
    "person_leases",
    "phones_set",
    "plate_tail_fits",
    "pools_load",
    "proof_code",
    "qr_token",
    "sealed_tables",
    "talks_set",
    "waiting_run",
]
