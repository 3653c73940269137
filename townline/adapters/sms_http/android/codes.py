"""The app's words as data: states, events, and answers that say for certain "not taken"."""

from typing import Final

from townline.adapters.sms_http.common.sending import STATUSES, ProviderRefusal
from townline.platform.conversations.ports import MessageState

STATES: Final[dict[str, MessageState]] = {
    "Pending": "enroute",
    "Processed": "enroute",
    "Sent": "accepted",
    "Delivered": "delivered",
    "Failed": "undeliverable",
}
EVENTS: Final[dict[str, MessageState]] = {
    "sms:sent": "accepted",
    "sms:delivered": "delivered",
    "sms:failed": "undeliverable",
    "sms:cancelled": "deleted",
}
TEXT_EVENTS: Final = ("sms:received", "mms:downloaded", "mms:received")
# Asked for from the phone at each start. The text of an MMS comes with one of the two events.
WANTED: Final = ("sms:received", "sms:sent", "sms:delivered", "sms:failed")
MMS_EVENT: Final = {"downloaded": "mms:downloaded", "notice": "mms:received"}

REFUSALS: Final[dict[int, ProviderRefusal]] = {
    **STATUSES,
    400: ProviderRefusal(
        "the phone does not take this number or text", permanent=True, elsewhere=True
    ),
    503: ProviderRefusal("the phone's queue is full", permanent=False, elsewhere=False),
}
