"""Twilio's words as data: message statuses, and error codes that say for certain "not taken"."""

from typing import Final

from townline.adapters.sms_http.common.sending import ProviderRefusal
from townline.platform.conversations.ports import MessageState

STATES: Final[dict[str, MessageState]] = {
    "accepted": "enroute",
    "scheduled": "enroute",
    "queued": "enroute",
    "sending": "enroute",
    "sent": "accepted",
    "delivered": "delivered",
    "read": "delivered",
    "undelivered": "undeliverable",
    "failed": "undeliverable",
    "canceled": "deleted",
}

# Codes of the error dictionary. One that is not here goes by its HTTP status.
REFUSALS: Final[dict[int, ProviderRefusal]] = {
    20003: ProviderRefusal("the account or token is wrong", permanent=False, elsewhere=True),
    20429: ProviderRefusal("too many requests", permanent=False, elsewhere=False),
    21211: ProviderRefusal("the number is not valid", permanent=True, elsewhere=False),
    21408: ProviderRefusal(
        "the account may not send to that country", permanent=True, elsewhere=True
    ),
    21606: ProviderRefusal("the sending number cannot send there", permanent=True, elsewhere=True),
    21608: ProviderRefusal(
        "a trial account sends to confirmed numbers only", permanent=True, elsewhere=True
    ),
    21610: ProviderRefusal(
        "the resident told the provider to stop", permanent=True, elsewhere=False
    ),
    21611: ProviderRefusal("the provider's queue is full", permanent=False, elsewhere=True),
    21614: ProviderRefusal("the number is not a mobile", permanent=True, elsewhere=False),
    21617: ProviderRefusal(
        "the text is longer than 1,600 characters", permanent=True, elsewhere=True
    ),
}
