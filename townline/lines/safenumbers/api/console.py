"""What the front desk asks: lists, one lease, pools, and proving a telephone."""

from townline.lines.safenumbers.errors import (
    ConsentMissing,
    SearchInvalid,
    TextedTooOften,
    TooManyCars,
)
from townline.lines.safenumbers.selectors.console import (
    LeaseDetail,
    LeaseRow,
    PhoneLine,
    PoolLevel,
    lease_detail,
    leases_count,
    leases_held,
    leases_of_batch,
    leases_page,
    number_known,
    phone_lines,
    pools_level,
)
from townline.lines.safenumbers.services.leases.applying import (
    again_begin,
    apply_begin,
    apply_finish,
)
from townline.lines.safenumbers.services.leases.bulk import bulk_issue
from townline.lines.safenumbers.services.leases.many import Issued
from townline.lines.safenumbers.services.leases.phones import phone_add, phone_first, phone_out
from townline.lines.safenumbers.services.leases.searching import leases_search
from townline.lines.safenumbers.services.phone_verification import (
    Proved,
    proof_begin,
    proof_finish,
    proof_open,
)
from townline.lines.safenumbers.services.stickers import Size as StickerSize
from townline.lines.safenumbers.services.stickers import sticker_pdf, stickers_pdf

__all__ = [
    "ConsentMissing",
    "Issued",
    "LeaseDetail",
    "LeaseRow",
    "PhoneLine",
    "PoolLevel",
    "Proved",
    "SearchInvalid",
    "StickerSize",
    "TextedTooOften",
    "TooManyCars",
    "again_begin",
    "apply_begin",
    "apply_finish",
    "bulk_issue",
    "lease_detail",
    "leases_count",
    "leases_held",
    "leases_of_batch",
    "leases_page",
    "leases_search",
    "number_known",
    "phone_add",
    "phone_first",
    "phone_lines",
    "phone_out",
    "pools_level",
    "proof_begin",
    "proof_finish",
    "proof_open",
    "sticker_pdf",
    "stickers_pdf",
]
