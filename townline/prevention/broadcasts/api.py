"""The front door of broadcasts: what other rooms and pages may call."""

from townline.prevention.broadcasts.errors import (
    BroadcastChanged,
    BroadcastSent,
    BroadcastWaits,
    NoRecipients,
    NotQuiet,
    NoWords,
    TextsLeft,
)
from townline.prevention.broadcasts.ports import Addressee, BroadcastKind
from townline.prevention.broadcasts.rules.binding import DAY, language_for
from townline.prevention.broadcasts.rules.states import LEFT, UNSENT, BroadcastState
from townline.prevention.broadcasts.selectors.binding import hash_of
from townline.prevention.broadcasts.selectors.broadcasts import (
    BroadcastSummary,
    Got,
    approved_since,
    got,
    got_of,
    is_begun,
    is_under_way,
    left_out,
    quiet_until,
    recipient_ids,
    recipients_of,
    sent_of,
    submitted_broadcasts,
)
from townline.prevention.broadcasts.selectors.words import words_for
from townline.prevention.broadcasts.services.approving import (
    broadcast_approve,
    broadcast_expedite,
    broadcast_return,
    broadcast_stop,
    broadcast_undo,
)
from townline.prevention.broadcasts.services.dispatch import (
    broadcasts_run,
    text_accepted,
    text_settled,
)
from townline.prevention.broadcasts.services.drafting import (
    broadcast_discard,
    broadcast_put,
    broadcast_save,
    broadcast_submit,
    broadcast_void,
    broadcast_withdraw,
)
from townline.prevention.broadcasts.services.marks import broadcast_may
from townline.prevention.broadcasts.services.persons import person_part, retention_rules

__all__ = [
    "DAY",
    "LEFT",
    "UNSENT",
    "Addressee",
    "BroadcastChanged",
    "BroadcastKind",
    "BroadcastSent",
    "BroadcastState",
    "BroadcastSummary",
    "BroadcastWaits",
    "Got",
    "NoRecipients",
    "NoWords",
    "NotQuiet",
    "TextsLeft",
    "approved_since",
    "broadcast_approve",
    "broadcast_discard",
    "broadcast_expedite",
    "broadcast_may",
    "broadcast_put",
    "broadcast_return",
    "broadcast_save",
    "broadcast_stop",
    "broadcast_submit",
    "broadcast_undo",
    "broadcast_void",
    "broadcast_withdraw",
    "broadcasts_run",
    "got",
    "got_of",
    "hash_of",
    "is_begun",
    "is_under_way",
    "language_for",
    "left_out",
    "person_part",
    "quiet_until",
    "recipient_ids",
    "recipients_of",
    "retention_rules",
    "sent_of",
    "submitted_broadcasts",
    "text_accepted",
    "text_settled",
    "words_for",
]  # fmt: skip
