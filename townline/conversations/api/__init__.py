"""The front door of the texts: what other rooms and the links may call.

Times are aware datetimes; ids are those of rows. Everything is keyword-only where it writes.
Writes are transactions of their own, or join the caller's.
"""

from townline.conversations.api.incoming import (
    block_claim,
    deliveries_store,
    parts_expire,
    route_batch,
    route_next,
    sender_block,
    sender_unblock,
    session_close,
    session_open,
    session_read,
    stop_claim,
    texts_retry,
)
from townline.conversations.api.outgoing import (
    automatic_queue,
    text_cancel,
    text_queue,
    text_settle,
)
from townline.conversations.api.past import history_import, history_reserve
from townline.conversations.api.photos import (
    attachments_of,
    photo_make,
    photo_of_thread,
    photos_by_hash,
    photos_carried,
    photos_look,
    photos_sweep,
)
from townline.conversations.api.reading import (
    blocked_incoming,
    blocks_active,
    failed_incoming,
    health,
    incoming_get,
    last_heard,
    latest_incoming_id,
    line_silence,
    links,
    number_reveal,
    numbers_behind,
    numbers_open,
    outgoing_get,
    references_matching,
    resident_find,
    resident_waiting,
    residents_brief,
    sealed_tables,
    thread,
    thread_many,
    traffic,
    unknown_outgoing,
)
from townline.conversations.api.sending import (
    leases_expire,
    link_forget,
    link_report,
    outgoing_claim,
    outgoing_report,
    segments_to_query,
    texts_claim,
)
from townline.conversations.api.threads import incoming_lock, texts_move, thread_ids
from townline.conversations.ports import (
    Claim,
    Claimer,
    Delivery,
    IncomingView,
    QueryJob,
    Receipt,
    SegmentJob,
    SubmitResult,
    TextJob,
    Way,
)
from townline.conversations.rules import (
    IncomingState,
    Measure,
    OutgoingState,
    TextKind,
    TooLong,
    TransitionRefused,
    language_guess,
    measure,
)
from townline.conversations.rules.silence import Silence
from townline.conversations.selectors.blocks import BlockView
from townline.conversations.selectors.health import Health, LinkView
from townline.conversations.selectors.persons import person_texts
from townline.conversations.selectors.photos import Photo
from townline.conversations.selectors.residents import ResidentBrief
from townline.conversations.selectors.threads import ThreadText
from townline.conversations.selectors.traffic import Traffic
from townline.conversations.services.deciding import Decision
from townline.conversations.services.history import (
    HistoryIds,
    HistoryIncoming,
    HistoryOutgoing,
    HistorySender,
)
from townline.conversations.services.intake import Stored
from townline.conversations.services.moving import ThreadIds
from townline.conversations.services.persons import (
    OnItsWay,
    numbers_erase,
    person_erase,
    threads_erase,
)
from townline.conversations.services.retention import retention_rules
from townline.conversations.services.router import RoutedText
from townline.conversations.services.uploading import PhotoRefused

__all__ = [
    "BlockView",
    "Claim",
    "Claimer",
    "Decision",
    "Delivery",
    "Health",
    "HistoryIds",
    "HistoryIncoming",
    "HistoryOutgoing",
    "HistorySender",
    "IncomingState",
    "IncomingView",
    "LinkView",
    "Measure",
    "OnItsWay",
    "OutgoingState",
    "Photo",
    "PhotoRefused",
    "QueryJob",
    "Receipt",
    "ResidentBrief",
    "RoutedText",
    "SegmentJob",
    "Silence",
    "Stored",
    "SubmitResult",
    "TextJob",
    "TextKind",
    "ThreadIds",
    "ThreadText",
    "TooLong",
    "Traffic",
    "TransitionRefused",
    "Way",
    "attachments_of",
    "automatic_queue",
    "block_claim",
    "blocked_incoming",
    "blocks_active",
    "deliveries_store",
    "failed_incoming",
    "health",
    "history_import",
    "history_reserve",
    "incoming_get",
    "incoming_lock",
    "language_guess",
    "last_heard",
    "latest_incoming_id",
    "leases_expire",
    "line_silence",
    "link_forget",
    "link_report",
    "links",
    "measure",
    "number_reveal",
    "numbers_behind",
    "numbers_erase",
    "numbers_open",
    "outgoing_claim",
    "outgoing_get",
    "outgoing_report",
    "parts_expire",
    "person_erase",
    "person_texts",
    "photo_make",
    "photo_of_thread",
    "photos_by_hash",
    "photos_carried",
    "photos_look",
    "photos_sweep",
    "references_matching",
    "resident_find",
    "resident_waiting",
    "residents_brief",
    "retention_rules",
    "route_batch",
    "route_next",
    "sealed_tables",
    "segments_to_query",
    "sender_block",
    "sender_unblock",
    "session_close",
    "session_open",
    "session_read",
    "stop_claim",
    "text_cancel",
    "text_queue",
    "text_settle",
    "texts_claim",
    "texts_move",
    "texts_retry",
    "thread",
    "thread_ids",
    "thread_many",
    "threads_erase",
    "traffic",
    "unknown_outgoing",
]
