"""The front door of the room: what others may ask of it, by noun."""

from townline.casework.cases.api import NotAllowed as NotAllowed, WrongState as WrongState
from townline.lines.safenumbers import voice_menu as _call_rules
from townline.lines.safenumbers.errors import (
    AlreadyIssued as AlreadyIssued,
    AnswerUnknown as AnswerUnknown,
    AskerBlocked as AskerBlocked,
    AskerPhoneInvalid as AskerPhoneInvalid,
    AskingLimited as AskingLimited,
    AskingOff as AskingOff,
    BulkInvalid as BulkInvalid,
    CodeWrong as CodeWrong,
    ConsentMissing as ConsentMissing,
    GuessedTooOften as GuessedTooOften,
    HelpTaskOver as HelpTaskOver,
    LeaseNotFound as LeaseNotFound,
    NobodyToBlock as NobodyToBlock,
    NoneFree as NoneFree,
    NumberUnknown as NumberUnknown,
    PhonesInvalid as PhonesInvalid,
    PlateInvalid as PlateInvalid,
    QuietInvalid as QuietInvalid,
    ReasonMissing as ReasonMissing,
    RequestNotFound as RequestNotFound,
    RequestOver as RequestOver,
    SafeNumberError as SafeNumberError,
    SearchInvalid as SearchInvalid,
    TailWrong as TailWrong,
    TextedTooOften as TextedTooOften,
    TooManyCars as TooManyCars,
)
from townline.lines.safenumbers.rules.leases import (
    Audience as Audience,
    LeaseState as LeaseState,
    Via as Via,
)
from townline.lines.safenumbers.rules.limits import (
    AskingLimits as AskingLimits,
    Withheld as Withheld,
)
from townline.lines.safenumbers.rules.numbers import (
    NotSafeNumber as NotSafeNumber,
    format_number as _number_shown,
    numbers_whole as numbers_whole,
    parse as _number_parse,
)
from townline.lines.safenumbers.rules.requests import (
    CarProblem as CarProblem,
    RequestKind as RequestKind,
    RequestState as RequestState,
    RequestVia as RequestVia,
)
from townline.lines.safenumbers.sealing import sealed_tables as sealed_tables
from townline.lines.safenumbers.selectors.blocks import (
    NumberBlockView as NumberBlockView,
    blocks_of as blocks_of,
    is_blocked as is_blocked,
)
from townline.lines.safenumbers.selectors.calls import (
    CallView as CallView,
    Wardialling as Wardialling,
    calls_each as calls_each,
    calls_list as calls_list,
    calls_live as calls_live,
    wardialling as wardialling,
)
from townline.lines.safenumbers.selectors.console import (
    LeaseDetail as LeaseDetail,
    LeaseRow as LeaseRow,
    PhoneLine as PhoneLine,
    PoolLevel as PoolLevel,
    lease_detail as lease_detail,
    leases_count as leases_count,
    leases_held as leases_held,
    leases_of_batch as leases_of_batch,
    leases_page as leases_page,
    number_known as number_known,
    phone_lines as phone_lines,
    pools_level as pools_level,
)
from townline.lines.safenumbers.selectors.figures import (
    SafeFigures as SafeFigures,
    blocked_counts as blocked_counts,
    safe_figures as safe_figures,
)
from townline.lines.safenumbers.selectors.help_tasks import (
    HelpTaskView as HelpTaskView,
    help_tasks_count as help_tasks_count,
    help_tasks_open as help_tasks_open,
)
from townline.lines.safenumbers.selectors.leases import (
    LeaseView as LeaseView,
    lease_by_code as lease_by_code,
    lease_by_number as lease_by_number,
    lease_by_owner_token as lease_by_owner_token,
    lease_by_qr as lease_by_qr,
    lease_get as lease_get,
    leases_of_phone as leases_of_phone,
    owner_phones as owner_phones,
    plate_tail_fits as plate_tail_fits,
    qr_token as qr_token,
)
from townline.lines.safenumbers.selectors.pages import (
    OwnerLogLine as OwnerLogLine,
    OwnerPage as OwnerPage,
    OwnerPhoneLine as OwnerPhoneLine,
    OwnerRequest as OwnerRequest,
    PageRequest as PageRequest,
    owner_page as owner_page,
    page_request as page_request,
)
from townline.lines.safenumbers.selectors.requests import (
    AskingSettings as AskingSettings,
    RequestView as RequestView,
    asking_settings as asking_settings,
    request_get as request_get,
    requests_of as requests_of,
)
from townline.lines.safenumbers.selectors.settings import numbers_settings as numbers_settings
from townline.lines.safenumbers.services.asking_by_page import (
    page_ask as page_ask,
    page_retention_rules as page_retention_rules,
)
from townline.lines.safenumbers.services.backfill import (
    PastContact as PastContact,
    past_import as past_import,
)
from townline.lines.safenumbers.services.blocking import (
    asker_block as asker_block,
    number_block as number_block,
    number_unblock as number_unblock,
    request_report as request_report,
)
from townline.lines.safenumbers.services.calls.beginning import (
    CallRefused as CallRefused,
    call_begin as call_begin,
)
from townline.lines.safenumbers.services.calls.going import (
    call_agree as call_agree,
    call_code as call_code,
    call_end as call_end,
    call_help as call_help,
    call_phones as call_phones,
    call_reply as call_reply,
    call_request as call_request,
    call_stage as call_stage,
)
from townline.lines.safenumbers.services.calls.heartbeat import (
    Orphan as Orphan,
    dialogs_keep as dialogs_keep,
    orphans_claim as orphans_claim,
    worker_beat as worker_beat,
    worker_leave as worker_leave,
    workers_died as workers_died,
    workers_forget as workers_forget,
)
from townline.lines.safenumbers.services.calls.persons import call_person_part as call_person_part
from townline.lines.safenumbers.services.calls.retention import (
    call_retention_rules as call_retention_rules,
)
from townline.lines.safenumbers.services.help_tasks import (
    HELP_MARK as HELP_MARK,
    help_finish as help_finish,
    help_mark_recount as help_mark_recount,
)
from townline.lines.safenumbers.services.leases.applying import (
    again_begin as again_begin,
    apply_begin as apply_begin,
    apply_finish as apply_finish,
)
from townline.lines.safenumbers.services.leases.bulk import bulk_issue as bulk_issue
from townline.lines.safenumbers.services.leases.changing import (
    hours_set as hours_set,
    lease_renew as lease_renew,
    lease_resume as lease_resume,
    lease_suspend as lease_suspend,
    lease_transfer as lease_transfer,
    talks_set as talks_set,
)
from townline.lines.safenumbers.services.leases.claims import (
    Proof as Proof,
    lease_prove as lease_prove,
    proof_code as proof_code,
)
from townline.lines.safenumbers.services.leases.ending import (
    lease_end as lease_end,
    lease_rotate as lease_rotate,
)
from townline.lines.safenumbers.services.leases.expiry import leases_run as leases_run
from townline.lines.safenumbers.services.leases.issuing import (
    LeaseRequest as LeaseRequest,
    lease_issue as lease_issue,
    waiting_run as waiting_run,
)
from townline.lines.safenumbers.services.leases.links import (
    owner_link as owner_link,
    owner_link_keep as owner_link_keep,
)
from townline.lines.safenumbers.services.leases.many import Issued as Issued
from townline.lines.safenumbers.services.leases.persons import (
    lease_person_part as lease_person_part,
    person_leases as person_leases,
)
from townline.lines.safenumbers.services.leases.phones import (
    phone_add as phone_add,
    phone_first as phone_first,
    phone_out as phone_out,
    phones_set as phones_set,
)
from townline.lines.safenumbers.services.leases.retention import (
    lease_retention_rules as lease_retention_rules,
)
from townline.lines.safenumbers.services.leases.searching import leases_search as leases_search
from townline.lines.safenumbers.services.leases.writer import OWNER as OWNER
from townline.lines.safenumbers.services.notices import (
    SubscriptionInvalid as SubscriptionInvalid,
    notices_off as notices_off,
    notices_on as notices_on,
)
from townline.lines.safenumbers.services.numbers import (
    PoolEntry as PoolEntry,
    pools_load as pools_load,
)
from townline.lines.safenumbers.services.owner_renewing import (
    apply_link_claim as apply_link_claim,
    owner_link_claim as owner_link_claim,
    owner_page_word as owner_page_word,
)
from townline.lines.safenumbers.services.phone_verification import (
    Proved as Proved,
    proof_begin as proof_begin,
    proof_finish as proof_finish,
    proof_open as proof_open,
)
from townline.lines.safenumbers.services.requests.answering import (
    request_agree as request_agree,
    request_answer as request_answer,
    requests_expire as requests_expire,
)
from townline.lines.safenumbers.services.requests.claiming import (
    is_safe_number as is_safe_number,
    request_asker as request_asker,
)
from townline.lines.safenumbers.services.requests.making import (
    request_make as request_make,
    request_urge as request_urge,
)
from townline.lines.safenumbers.services.requests.sending import requests_send as requests_send
from townline.lines.safenumbers.services.requests.texting import safe_text_claim as safe_text_claim
from townline.lines.safenumbers.services.requests.writer import CHANNEL as _REQUEST_CHANNEL
from townline.lines.safenumbers.services.stickers import (
    Size as _StickerSize,
    sticker_pdf as sticker_pdf,
    stickers_pdf as stickers_pdf,
)
from townline.lines.safenumbers.voice_menu import (
    CallOutcome as CallOutcome,
    CallPlan as CallPlan,
    DialledLine as DialledLine,
    Stage as Stage,
    step as step,
)

call_rules = _call_rules
number_parse = _number_parse
number_shown = _number_shown
REQUEST_CHANNEL = _REQUEST_CHANNEL
StickerSize = _StickerSize
