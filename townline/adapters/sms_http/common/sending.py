"""One request out, and what its outcome says about a text: sent, not sent, or nobody knows."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx

from townline.platform.conversations import api as conversations
from townline.platform.conversations.ports import SubmitResult, TextJob
from townline.platform.core.http.limits import Limit
from townline.platform.core.text import msisdn
from townline.platform.core.text.languages import json_read

log: Final = logging.getLogger(__name__)
TIMEOUT: Final = httpx.Timeout(connect=5, read=20, write=10, pool=5)
_KOREA: Final = "82"
_DIGITS: Final = re.compile(r"\+?\d(?:[ -]?\d){6,}")
_LONGEST: Final = 80


class Unwritten(Exception):
    """The provider certainly saw nothing of the text: it may be tried again."""


class Unanswered(Exception):
    """The text may have been taken: nobody knows, and it is never sent again by itself."""


@dataclass(frozen=True, slots=True)
class ProviderRefusal:
    """A no. ``permanent``: of no use to try here again. ``elsewhere``: another may take it."""

    words: str
    permanent: bool
    elsewhere: bool


class SubmitRefused(Exception):
    """The provider did not take the text, for certain, or it is not even asked."""

    def __init__(self, refusal: ProviderRefusal, *, raw_status: int | None = None) -> None:
        super().__init__(refusal.words)
        self.refusal, self.raw_status = refusal, raw_status


BUSY: Final = ProviderRefusal("too many requests", permanent=False, elsewhere=False)
ACCOUNT: Final = ProviderRefusal(
    "the account or its address is refused", permanent=False, elsewhere=True
)
# A 4xx that no table explains: certainly not taken. Whether it is the text's fault is for the
# next provider to say; without one the text fails with these words.
OTHER: Final = ProviderRefusal("refused", permanent=True, elsewhere=True)
STATUSES: Final[Mapping[int, ProviderRefusal]] = {
    401: ACCOUNT,
    402: ProviderRefusal("the account has no money left", permanent=False, elsewhere=True),
    403: ACCOUNT,
    404: ACCOUNT,
    405: ACCOUNT,
    408: BUSY,
    429: BUSY,
}


def mask_words(words: object) -> str:
    """Shorten a provider's words for people, without the number that may stand in them."""
    return _DIGITS.sub("…", str(words or ""))[:_LONGEST]


def client() -> httpx.Client:
    """Make a client that opens a connection for each request.

    One kept open may have been closed by the other side meanwhile; writing into it would end
    as "nobody knows", although nothing was sent.
    """
    return httpx.Client(timeout=TIMEOUT, limits=httpx.Limits(max_keepalive_connections=0))


def send(with_: httpx.Client, request: httpx.Request) -> httpx.Response:
    """Send a request that hands over a text. Raises Unwritten and Unanswered."""
    try:
        return with_.send(request)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise Unwritten(f"cannot connect ({type(error).__name__})") from None
    except httpx.HTTPError as error:
        raise Unanswered(f"no answer ({type(error).__name__})") from None


def send_ahead(with_: httpx.Client, request: httpx.Request) -> httpx.Response:
    """Send what comes before a text (a photo): whatever fails, the text was not sent."""
    try:
        response = with_.send(request)
    except httpx.HTTPError as error:
        raise Unwritten(f"cannot upload ({type(error).__name__})") from None
    if response.is_success:
        return response
    if response.is_server_error:
        raise Unwritten(f"cannot upload ({response.status_code})")
    raise failure(response, "a photo was not taken")


def failure(
    response: httpx.Response, words: str = "", table: Mapping[int, ProviderRefusal] = STATUSES
) -> SubmitRefused | Unanswered:
    """Make what an answer other than "taken" means: Refused for 4xx, else Unanswered.

    A 5xx tells nothing about the text, unless the provider's own table says so.
    """
    status = response.status_code
    found = table.get(status)
    if found is None and not response.is_client_error:
        return Unanswered(f"the provider answered {status}")
    found = found or OTHER
    reason = f"{found.words}: {mask_words(words)}" if words else found.words
    refusal = ProviderRefusal(f"{reason} ({status})", found.permanent, found.elsewhere)
    return SubmitRefused(refusal, raw_status=status)


def outcome(job: TextJob, error: Exception) -> SubmitResult:
    """Turn what ``submit`` raised into a result."""
    if isinstance(error, Unwritten):
        return SubmitResult(segment_id=job.segment_id, outcome="unwritten", detail=str(error))
    if isinstance(error, SubmitRefused):
        return SubmitResult(
            segment_id=job.segment_id,
            outcome="refused",
            raw_status=error.raw_status,
            permanent=error.refusal.permanent,
            elsewhere=error.refusal.elsewhere,
            detail=error.refusal.words,
        )
    if not isinstance(error, Unanswered):
        # A fault of ours after the text may have left: held, and the line says where.
        log.error("a text could not be followed error=%s", type(error).__name__)
    words = str(error) if isinstance(error, Unanswered) else type(error).__name__
    return SubmitResult(segment_id=job.segment_id, outcome="unknown", detail=words)


def accepted_result(job: TextJob, message_id: str, status: int) -> SubmitResult:
    """Say that the provider has the text, under its id."""
    return SubmitResult(
        segment_id=job.segment_id, outcome="accepted", message_id=message_id, raw_status=status
    )


def json_of(response: httpx.Response) -> dict[str, Any]:
    """Read an answer's object; {} when it is none."""
    try:
        read = json_read(response.content)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def korean_kind(job: TextJob) -> str:
    """Choose SMS, LMS or MMS by the carriers' bytes. Raises Refused for what they cannot carry.

    Nothing is ever replaced or cut off: the words that were confirmed go out, or none.
    """
    measure = conversations.measure(job.body)
    if measure.not_in_cp949:
        named = " ".join(f"{char} (U+{ord(char):04X})" for char in measure.not_in_cp949[:10])
        raise SubmitRefused(
            ProviderRefusal(f"cannot carry {named}", permanent=True, elsewhere=True)
        )
    if measure.kind == "too_long":
        words = f"{measure.bytes_cp949} bytes; at most {measure.limit} are carried"
        raise SubmitRefused(ProviderRefusal(words, permanent=True, elsewhere=True))
    return "MMS" if job.attachments else measure.kind


def korean_number(digits: str) -> str:
    """Write a number as Korean providers want it. Raises Refused for one abroad."""
    if not digits.startswith(_KOREA):
        words = "this provider sends within Korea only"
        raise SubmitRefused(ProviderRefusal(words, permanent=True, elsewhere=True))
    return msisdn.national(f"+{digits}").replace("-", "")


def only_photo(job: TextJob) -> str:
    """Give the content of the one photo. Raises Refused when there are more."""
    if len(job.attachments) > 1:
        words = "this provider sends one photo with a text"
        raise SubmitRefused(ProviderRefusal(words, permanent=True, elsewhere=True))
    return job.attachments[0].sha256


# How often a provider may call.

# Far above what a town sends on its worst day: a provider does not always call again.
CALLS: Final = Limit(name="hook:call", per="provider", most=60_000, shared=False)
# Whoever signs wrongly is looked at sixty times a minute, and then no more: real calls keep
# their own account.
WRONG: Final = Limit(name="hook:wrong", per="address", most=60)
