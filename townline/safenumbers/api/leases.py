"""Numbers and leases.

Deeds take ``by``: a Viewer with Power.NUMBERS, or the Actor that is the owner (``OWNER``), the
house, or the server's command line.
"""

from townline.safenumbers.errors import (
    AlreadyIssued,
    BulkInvalid,
    CodeWrong,
    LeaseNotFound,
    NoneFree,
    NotAllowed,
    NumberUnknown,
    PhonesInvalid,
    PlateInvalid,
    QuietInvalid,
    WrongState,
)
from townline.safenumbers.rules.leases import Audience, LeaseState, Via
from townline.safenumbers.rules.numbers import NotSafeNumber, numbers_whole
from townline.safenumbers.rules.numbers import parse as number_parse
from townline.safenumbers.rules.numbers import shown as number_shown
from townline.safenumbers.sealing import sealed_tables
from townline.safenumbers.selectors.leases import (
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
from townline.safenumbers.selectors.settings import NumbersSettings, numbers_settings
from townline.safenumbers.services.leases.changing import (
    hours_set,
    lease_renew,
    lease_resume,
    lease_suspend,
    lease_transfer,
    talks_set,
)
from townline.safenumbers.services.leases.claims import Proof, lease_prove, proof_code
from townline.safenumbers.services.leases.ending import lease_end, lease_rotate
from townline.safenumbers.services.leases.issuing import Wish, lease_issue, waiting_run
from townline.safenumbers.services.leases.keeping import leases_run
from townline.safenumbers.services.leases.links import owner_link
from townline.safenumbers.services.leases.persons import lease_person_part, person_leases
from townline.safenumbers.services.leases.phones import phones_set
from townline.safenumbers.services.leases.retention import lease_retention_rules
from townline.safenumbers.services.leases.rights import OWNER
from townline.safenumbers.services.pools import PoolEntry, pools_load

__all__ = [
    "OWNER",
    "AlreadyIssued",
    "Audience",
    "BulkInvalid",
    "CodeWrong",
    "LeaseNotFound",
    "LeaseState",
    "LeaseView",
    "NoneFree",
    "NotAllowed",
    "NotSafeNumber",
    "NumberUnknown",
    "NumbersSettings",
    "PhonesInvalid",
    "PlateInvalid",
    "PoolEntry",
    "Proof",
    "QuietInvalid",
    "Via",
    "Wish",
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
