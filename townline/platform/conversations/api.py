"""The front door of the texts: what other rooms and the links may call.

Times are aware datetimes; ids are those of rows. Everything is keyword-only where it writes.
Writes are transactions of their own, or join the caller's.
"""

from townline.platform.conversations.ports import (
    Claim as Claim,
    Claimer as Claimer,
    Delivery as Delivery,
    IncomingView as IncomingView,
    QueryJob as QueryJob,
    Receipt as Receipt,
    SegmentJob as SegmentJob,
    SubmitResult as SubmitResult,
    TextJob as TextJob,
    TransportProfile as TransportProfile,
)
from townline.platform.conversations.rules import (
    Cause as Cause,
    IncomingState as IncomingState,
    OutgoingState as OutgoingState,
    TextKind as TextKind,
    TextMeasure as TextMeasure,
    TooLong as TooLong,
    TransitionRefused as TransitionRefused,
    language_guess as language_guess,
    measure as measure,
)
from townline.platform.conversations.rules.questions import (
    OpenQuestion as OpenQuestion,
    ParsedReply as ParsedReply,
)
from townline.platform.conversations.rules.silence import Silence as Silence
from townline.platform.conversations.selectors.blocks import (
    BlockView as BlockView,
    blocked_incoming as blocked_incoming,
    blocks_active as blocks_active,
)
from townline.platform.conversations.selectors.health import (
    Health as Health,
    LinkView as LinkView,
    Traffic as Traffic,
    arrivals as arrivals,
    first_channel as first_channel,
    health as health,
    last_received_at as last_received_at,
    line_silence as line_silence,
    links as links,
    routing_idle_s as routing_idle_s,
    traffic as traffic,
)
from townline.platform.conversations.selectors.persons import person_texts as person_texts
from townline.platform.conversations.selectors.photos import (
    Photo as Photo,
    attachments_of as attachments_of,
    photo_of_thread as photo_of_thread,
    photos_by_hash as photos_by_hash,
    photos_carried as photos_carried,
)
from townline.platform.conversations.selectors.residents import (
    ResidentBrief as ResidentBrief,
    brief_columns as brief_columns,
    brief_in as brief_in,
    masked_column as masked_column,
    numbers_behind as numbers_behind,
    numbers_open as numbers_open,
    page_words_waiting as page_words_waiting,
    resident_find as resident_find,
    resident_phone as resident_phone,
    resident_waiting as resident_waiting,
    residents_brief as residents_brief,
)
from townline.platform.conversations.selectors.threads import (
    Claimed as Claimed,
    ThreadText as ThreadText,
    answers_delivered as answers_delivered,
    failed_incoming as failed_incoming,
    incoming_claimed as incoming_claimed,
    incoming_get as incoming_get,
    incoming_many as incoming_many,
    incoming_since as incoming_since,
    latest_incoming_id as latest_incoming_id,
    outgoing_get as outgoing_get,
    outgoing_texts as outgoing_texts,
    thread as thread,
    thread_many as thread_many,
    unknown_outgoing as unknown_outgoing,
)
from townline.platform.conversations.services.blocking import (
    block_claim as block_claim,
    sender_block as sender_block,
    sender_unblock as sender_unblock,
)
from townline.platform.conversations.services.history import (
    HistoryIds as HistoryIds,
    HistoryIncoming as HistoryIncoming,
    HistoryOutgoing as HistoryOutgoing,
    HistorySender as HistorySender,
    history_import as history_import,
    history_known as history_known,
    history_reserve as history_reserve,
)
from townline.platform.conversations.services.incoming.intake import (
    IntakeResult as IntakeResult,
    deliveries_store as deliveries_store,
    page_text_store as page_text_store,
    page_text_stored as page_text_stored,
)
from townline.platform.conversations.services.incoming.photos import (
    PhotoRefused as PhotoRefused,
    UploadedPhoto as UploadedPhoto,
    photo_make as photo_make,
    photo_take as photo_take,
    photos_look as photos_look,
    photos_sweep as photos_sweep,
    register_photos as register_photos,
)
from townline.platform.conversations.services.incoming.router import (
    RoutedText as RoutedText,
    route_batch as route_batch,
    route_next as route_next,
    texts_retry as texts_retry,
)
from townline.platform.conversations.services.key_rotation import sealed_tables as sealed_tables
from townline.platform.conversations.services.moving import (
    ThreadIds as ThreadIds,
    incoming_lock as incoming_lock,
    texts_move as texts_move,
    thread_ids as thread_ids,
)
from townline.platform.conversations.services.outgoing.claiming import (
    LEASE as LEASE,
    claims_idle_s as claims_idle_s,
    outgoing_claim as outgoing_claim,
    texts_claim as texts_claim,
)
from townline.platform.conversations.services.outgoing.deciding import (
    Decision as Decision,
    text_settle as text_settle,
)
from townline.platform.conversations.services.outgoing.expiry import parts_expire as parts_expire
from townline.platform.conversations.services.outgoing.holding import (
    automatic_held as automatic_held,
    automatic_hold as automatic_hold,
    automatic_release as automatic_release,
)
from townline.platform.conversations.services.outgoing.intake_receipts import (
    receipts_cancel as receipts_cancel,
    receipts_release as receipts_release,
)
from townline.platform.conversations.services.outgoing.links import (
    link_forget as link_forget,
    link_report as link_report,
    session_close as session_close,
    session_open as session_open,
    session_read as session_read,
)
from townline.platform.conversations.services.outgoing.querying import (
    segments_to_query as segments_to_query,
)
from townline.platform.conversations.services.outgoing.queueing import (
    OneOfMany as OneOfMany,
    automatic_queue as automatic_queue,
    notice_queue as notice_queue,
    text_cancel as text_cancel,
    text_queue as text_queue,
    texts_cancel as texts_cancel,
    texts_queue as texts_queue,
)
from townline.platform.conversations.services.outgoing.reports import (
    leases_expire as leases_expire,
    outgoing_report as outgoing_report,
)
from townline.platform.conversations.services.persons import (
    OnItsWay as OnItsWay,
    claimed_count as claimed_count,
    claimed_erase as claimed_erase,
    numbers_erase as numbers_erase,
    person_erase as person_erase,
    threads_erase as threads_erase,
)
from townline.platform.conversations.services.phone_verification import (
    Verified as Verified,
    typed_cause as typed_cause,
    verification_begin as verification_begin,
    verification_finish as verification_finish,
    verification_open as verification_open,
)
from townline.platform.conversations.services.questions import (
    Asker as Asker,
    question_claimer as question_claimer,
)
from townline.platform.conversations.services.residents import (
    language_choose as language_choose,
    language_for as language_for,
    language_note as language_note,
    number_reveal as number_reveal,
    words_reveal as words_reveal,
)
from townline.platform.conversations.services.retention import retention_rules as retention_rules
from townline.platform.conversations.services.silence_watch import (
    MARK as _SILENCE_MARK,
    silence_watch as silence_watch,
)
from townline.platform.conversations.services.stopping import stop_claim as stop_claim

SILENCE_MARK = _SILENCE_MARK


# The past, in bulk.


# Texts in: what links deliver, and the router that offers them to the rooms.
