"""The front door of broadcasts: what other rooms and pages may call."""

from townline.prevention.incidents.broadcasts.errors import (
    BroadcastChanged as BroadcastChanged,
    BroadcastSent as BroadcastSent,
    BroadcastWaits as BroadcastWaits,
    NoRecipients as NoRecipients,
    NotQuiet as NotQuiet,
    NoWords as NoWords,
    TextsLeft as TextsLeft,
)
from townline.prevention.incidents.broadcasts.models import BroadcastRecipient as BroadcastRecipient
from townline.prevention.incidents.broadcasts.ports import (
    Addressee as Addressee,
    BroadcastKind as BroadcastKind,
)
from townline.prevention.incidents.broadcasts.rules import (
    DAY as DAY,
    LEFT as LEFT,
    UNSENT as UNSENT,
    BroadcastState as BroadcastState,
    language_for as language_for,
)
from townline.prevention.incidents.broadcasts.selectors import (
    BroadcastSummary as BroadcastSummary,
    Got as Got,
    approved_since as approved_since,
    got as got,
    got_of as got_of,
    hash_of as hash_of,
    is_begun as is_begun,
    is_under_way as is_under_way,
    left_out as left_out,
    quiet_until as quiet_until,
    recipient_ids as recipient_ids,
    recipients_of as recipients_of,
    sent_of as sent_of,
    submitted_broadcasts as submitted_broadcasts,
    words_for as words_for,
)
from townline.prevention.incidents.broadcasts.services.approving import (
    broadcast_approve as broadcast_approve,
    broadcast_expedite as broadcast_expedite,
    broadcast_return as broadcast_return,
    broadcast_stop as broadcast_stop,
    broadcast_undo as broadcast_undo,
)
from townline.prevention.incidents.broadcasts.services.dispatch import (
    broadcasts_run as broadcasts_run,
    text_accepted as text_accepted,
    text_settled as text_settled,
)
from townline.prevention.incidents.broadcasts.services.drafting import (
    broadcast_discard as broadcast_discard,
    broadcast_put as broadcast_put,
    broadcast_save as broadcast_save,
    broadcast_submit as broadcast_submit,
    broadcast_void as broadcast_void,
    broadcast_withdraw as broadcast_withdraw,
)
from townline.prevention.incidents.broadcasts.services.marks import broadcast_may as broadcast_may
from townline.prevention.incidents.broadcasts.services.persons import (
    person_part as person_part,
    retention_rules as retention_rules,
)
