"""What a provider's folder must offer: one ``ProviderAdapter``, registered in ``doors.py``."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from townline.adapters.sms_http.common.fields import Field
from townline.platform.conversations.ports import QueryJob, Receipt, SubmitResult, TextJob
from townline.platform.core.media import MediaRef
from townline.platform.core.text.languages import TooDeep, json_read

TEXT_LIMIT: Final = 256 * 1024
PHOTO_LIMIT: Final = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One account or phone, from the providers file. Its settings never show in a log."""

    kind: str
    name: str
    priority: int
    settings: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookCall:
    """A request that claims to come from a provider. ``url`` is the address that it called."""

    rest: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    now: dt.datetime
    public_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderText:
    """A text as a provider hands it over; ``reference`` is the provider's own id of it."""

    sender: str
    recipient: str
    body: str
    reference: str
    photos: tuple[MediaRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderEvents:
    """What a call told, and how the provider wants to be answered."""

    texts: tuple[ProviderText, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    answer: str = '{"status": "ok"}'
    answer_type: str = "application/json"


class NotTrue(Exception):
    """A call that does not come from the provider, or too late: ``status`` 401 or 403."""

    def __init__(self, words: str, *, status: int = 403) -> None:
        super().__init__(words)
        self.status = status


class NotReadable(Exception):
    """A call that is the provider's but has another shape than documented: ``status`` 400, 422."""

    def __init__(self, words: str, *, status: int = 400) -> None:
        super().__init__(words)
        self.status = status


def document(call: WebhookCall) -> Any:  # noqa: ANN401 -- JSON may be of any kind
    """Read the JSON of a call. Raises NotReadable."""
    try:
        return json_read(call.body)
    except TooDeep as error:
        raise NotReadable(str(error), status=422) from None
    except ValueError:
        raise NotReadable("the body is no JSON") from None


type Hook = Callable[[WebhookCall, Provider], ProviderEvents]
type Submit = Callable[[httpx.Client, TextJob, Provider], SubmitResult]
type Query = Callable[[httpx.Client, QueryJob, Provider], Receipt | None]
type Probe = Callable[[httpx.Client, Provider], httpx.Response]
type Prepare = Callable[[httpx.Client, Provider], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderAdapter:
    """One vendor. ``hook`` None: it never calls. ``query`` None: it cannot be asked.

    ``verify`` raises NotTrue and runs before ``hook``, which raises NotReadable. ``submit`` may
    raise what sending.py names. ``prepare`` tells the provider where to call, at each start.
    ``photos``: how many go out with one text. ``query_after``: seconds without a receipt until it
    is asked.
    """

    kind: str
    fields: Mapping[str, Field]
    submit: Submit
    probe: Probe
    verify: Callable[[WebhookCall, Provider], None] | None = None
    hook: Hook | None = None
    query: Query | None = None
    prepare: Prepare | None = None
    photos: int = 0
    body_limit: int = TEXT_LIMIT
    query_after: int = 900
    at_once: int = 4
