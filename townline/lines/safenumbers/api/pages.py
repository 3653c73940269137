"""Pages for people outside: behind a sticker's QR code, and of an owner."""

from townline.lines.safenumbers.errors import (
    AskerPhoneInvalid,
    GuessedTooOften,
    SafeNumberError,
    TailWrong,
)
from townline.lines.safenumbers.rules.asking import CarProblem
from townline.lines.safenumbers.selectors.pages import (
    OwnerLogLine,
    OwnerPage,
    OwnerPhoneLine,
    OwnerRequest,
    PageRequest,
    owner_page,
    page_request,
)
from townline.lines.safenumbers.services.asking_by_page import page_ask, page_retention_rules
from townline.lines.safenumbers.services.leases.links import owner_link_keep
from townline.lines.safenumbers.services.notices import SubscriptionInvalid, notices_off, notices_on
from townline.lines.safenumbers.services.owner_renewing import (
    apply_link_claim,
    owner_link_claim,
    owner_page_word,
)
from townline.lines.safenumbers.services.requests.writer import CHANNEL as REQUEST_CHANNEL

__all__ = [
    "REQUEST_CHANNEL",
    "AskerPhoneInvalid",
    "CarProblem",
    "GuessedTooOften",
    "OwnerLogLine",
    "OwnerPage",
    "OwnerPhoneLine",
    "OwnerRequest",
    "PageRequest",
    "SafeNumberError",
    "SubscriptionInvalid",
    "TailWrong",
    "apply_link_claim",
    "notices_off",
    "notices_on",
    "owner_link_claim",
    "owner_link_keep",
    "owner_page",
    "owner_page_word",
    "page_ask",
    "page_request",
    "page_retention_rules",
]
