"""What a district decides about its texts: how many leave by themselves, and lost parts."""

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import AfterValidator, ValidationInfo, field_validator

from townline.platform.core.district_files.part import NEEDED, Part
from townline.platform.core.district_files.problems import accepted_hint
from townline.platform.core.district_files.values import (
    LANGUAGES,
    Duration,
    Having,
    Many,
    Must,
    Names,
    Text,
    Within,
    placeholders,
)
from townline.platform.core.models import ResidentText

_Most = Annotated[int, Must("a whole number")]


class Receipt(Part):
    """Whether texts are acknowledged, and how many automatic texts go to one number in an hour.

    Of our own accord (``hourly_limit``), as answers to what was asked, as answers to STOP and
    START, as codes for whoever types the number on a page, and as such where nobody with that
    number ever dealt with us. Answers end somewhere too: a machine that answers our answers must
    not keep us talking.
    """

    enabled: Annotated[bool, NEEDED] = True
    hourly_limit_per_number: Annotated[_Most, NEEDED] = 3
    hourly_answers_per_number: _Most = 10
    hourly_switches_per_number: _Most = 6
    hourly_codes_per_number: _Most = 5
    hourly_first_codes_per_number: _Most = 1


class TextLine(Part):
    """``part_wait``: how long the parts of a long text may take."""

    receipt: Annotated[Receipt, NEEDED] = Receipt()
    part_wait: Annotated[Duration, NEEDED] = dt.timedelta(minutes=5)


class Gap(Part):
    """``gap_marker``: stands for a part of a long text that did not come."""

    file: ClassVar[str] = "texts.json"
    stored: ClassVar[str] = "texts"
    gap_marker: Annotated[Names, Within(200, 200, ("missing",))] | None = None


# The words to residents in texts.json, and the placeholders in them.

# What the programme can fill in; a text may use those listed beside it.
KNOWN = (
    "code", "due", "answered", "state", "line_number", "duty_phone", "department", "reason",
    "remedy", "office", "phone", "departments", "count", "link", "until", "said",
    "visit", "who", "promised", "number", "car", "queue", "site", "ahead", "when",
    "low", "high", "desk", "earlier", "to", "slot", "queues", "token", "tokens", "at", "choices",
    "reply", "days", "start", "end", "place", "more", "which",
)  # fmt: skip
AUTOMATIC = (
    "receipt", "danger_gas", "danger_self_harm", "danger_violence", "alarm_seen", "alarm_over",
    "alarm_which", "receipt_danger", "receipt_joined", "receipt_reopened", "receipt_reply",
    "receipt_part_missing", "receipt_crowd",
    "empty", "unreadable", "help", "status", "status_answered",
    "status_none", "status_late", "status_several", "status_line", "status_closed", "more_link",
    "case_link", "not_fixed_receipt", "rate_request", "rate_thanks", "rate_why",
    "rate_why_receipt", "check_in", "check_in_fixed", "stopped", "started", "delayed",
    "visit_planned", "visit_moved", "visit_cancelled", "visit_done", "visit_done_short",
    "repeat_closed", "promise_kept", "promise_moved", "place_ask",
    "safe_code", "safe_issued", "safe_issued_link", "safe_waiting", "safe_rotated",
    "safe_suspended", "safe_expiring", "safe_expired", "safe_ended", "safe_page",
    "safe_request_move", "safe_request_trouble", "safe_request_lights", "safe_request_window",
    "safe_request_accident", "safe_answer_1", "safe_answer_2", "safe_answer_3",
    "safe_reply_noted", "safe_reply_again", "safe_reply_which",
    "safe_reply_wrong", "safe_reply_over", "safe_reply_none",
    "safe_text_help", "safe_reply_change",
    "ticket_taken", "ticket_gathered", "ticket_near", "ticket_called", "ticket_queues",
    "safety_question", "safety_taken",
    "ticket_refused", "ticket_booked", "ticket_slot_near", "ticket_closing", "ticket_not_today",
)  # fmt: skip
OPENINGS = (
    "question_start", "question_end", "interim_end", "answer_end", "decline_reason",
    "decline_remedy", "other_office", "answer_end_joint", "photo_link",
)  # fmt: skip
STATES = (
    "received", "with_department", "awaiting_resident", "drafted", "awaiting_confirmation",
    "confirmed", "answered", "closed", "declined", "reopened",
)  # fmt: skip


def _check_placeholder(name: str) -> str:
    if name not in KNOWN:
        raise ValueError(f"{name!r} cannot be filled in; {accepted_hint(KNOWN)}")
    return name


class TextTemplate(Part):
    """A text to residents, and what the programme may fill in."""

    placeholders: Many[Annotated[str, AfterValidator(_check_placeholder)]]
    ko: Text
    en: Text

    @field_validator("ko", "en")
    @classmethod
    def _listed(cls, body: str, info: ValidationInfo) -> str:
        listed = info.data.get("placeholders")
        return body if listed is None else placeholders(body, listed)


_SENT, _TOLD = "the programme sends this text", "residents are told this state"
_State = Annotated[Names, Within(10_000, 10_000, ())]


class TextSettings(Part):
    """The words to residents, by key; they are kept as rows."""

    file: ClassVar[str] = "texts.json"
    stored: ClassVar[str] = "texts"
    automatic: Annotated[dict[str, TextTemplate], Having(AUTOMATIC, _SENT)]
    openings: Annotated[dict[str, TextTemplate], Having(OPENINGS, _SENT)]
    states: Annotated[dict[str, _State], Having(STATES, _TOLD)]

    def rows(self) -> list[ResidentText]:
        """Give one row for each text and language."""
        return [
            ResidentText(key=f"{prefix}{key}", lang=lang, body=getattr(one, lang))
            for prefix, group in (
                ("", self.automatic),
                ("opening.", self.openings),
                ("state.", self.states),
            )
            for key, one in group.items()
            for lang in LANGUAGES
        ]
