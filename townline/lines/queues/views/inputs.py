"""Reading what somebody who wants a ticket says."""

import datetime as dt
from typing import Any

from ninja.errors import ValidationError

from townline.lines.queues.api import NoSlot, PriorityNeed, TicketRequest
from townline.lines.queues.views.shapes import TakeIn
from townline.platform.core.text import msisdn

_LANGUAGES = ("ko", "en")


def request_of(form: TakeIn, *, channel: str = "api", **more: Any) -> TicketRequest:  # noqa: ANN401 -- fields of Wish
    """Make a wish. Raises ValidationError naming the field and what it takes."""
    needs = [need.value for need in PriorityNeed]
    if form.need not in needs:
        raise _field_error("need", f"one of: {', '.join(filter(None, needs))}, or empty")
    if form.language not in _LANGUAGES:
        raise _field_error("language", f"one of: {', '.join(_LANGUAGES)}")
    return TicketRequest(
        channel=channel,
        phone=phone_of(form.phone),
        party=form.party,
        need=PriorityNeed(form.need),
        language=form.language,
        **more,
    )


def phone_of(text: str | None) -> msisdn.Msisdn | None:
    """Read a mobile number as people write it; None where there is none. Raises ValidationError."""
    if text is None or not text.strip():
        return None
    number = msisdn.parse(text)
    if not number.is_mobile:
        raise _field_error("phone", "a mobile number, like 010-0000-0042 or +82 10 0000 0042")
    return number


def slot_of(text: str) -> dt.datetime:
    """Read a slot as a form or the API sends it, ISO 8601 with an offset. Raises NoSlot."""
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise NoSlot from error
    if at.tzinfo is None:
        raise NoSlot
    return at


def _field_error(field: str, words: str) -> ValidationError:
    place = ("body", "payload", field)
    return ValidationError([{"type": "value_error", "loc": place, "msg": words}])
