"""Requests to owners, and who is kept out."""

from townline.lines.safenumbers.errors import (
    AnswerUnknown,
    AskerBlocked,
    AskingLimited,
    AskingOff,
    HelpTaskOver,
    NobodyToBlock,
    ReasonMissing,
    RequestNotFound,
    RequestOver,
)
from townline.lines.safenumbers.rules.limits import AskingLimits, Withheld
from townline.lines.safenumbers.rules.requests import RequestKind, RequestState, RequestVia
from townline.lines.safenumbers.selectors.blocks import NumberBlockView, blocks_of, is_blocked
from townline.lines.safenumbers.selectors.help_tasks import (
    HelpTaskView,
    help_tasks_count,
    help_tasks_open,
)
from townline.lines.safenumbers.selectors.requests import RequestView, request_get, requests_of
from townline.lines.safenumbers.services.backfill import PastContact, past_import
from townline.lines.safenumbers.services.blocking import (
    asker_block,
    number_block,
    number_unblock,
    request_report,
)
from townline.lines.safenumbers.services.help_tasks import HELP_MARK, help_finish, help_mark_recount
from townline.lines.safenumbers.services.requests.answering import (
    request_agree,
    request_answer,
    requests_expire,
)
from townline.lines.safenumbers.services.requests.claiming import is_safe_number, request_asker
from townline.lines.safenumbers.services.requests.making import request_make, request_urge
from townline.lines.safenumbers.services.requests.sending import requests_send
from townline.lines.safenumbers.services.requests.texting import safe_text_claim

__all__ = [
    "HELP_MARK",
    "AnswerUnknown",
    "AskerBlocked",
    "AskingLimited",
    "AskingLimits",
    "AskingOff",
    "HelpTaskOver",
    "HelpTaskView",
    "NobodyToBlock",
    "NumberBlockView",
    "PastContact",
    "ReasonMissing",
    "RequestKind",
    "RequestNotFound",
    "RequestOver",
    "RequestState",
    "RequestVia",
    "RequestView",
    "Withheld",
    "asker_block",
    "blocks_of",
    "help_finish",
    "help_mark_recount",
    "help_tasks_count",
    "help_tasks_open",
    "is_blocked",
    "is_safe_number",
    "number_block",
    "number_unblock",
    "past_import",
    "request_agree",
    "request_answer",
    "request_asker",
    "request_get",
    "request_make",
    "request_report",
    "request_urge",
    "requests_expire",
    "requests_of",
    "requests_send",
    "safe_text_claim",
]
