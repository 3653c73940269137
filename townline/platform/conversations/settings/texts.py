"""Reading texts.json: the words to residents, and the placeholders in them."""

from string import Formatter
from typing import Any

from townline.platform.conversations.settings.consents import consents
from townline.platform.core.district_files.problems import accepted
from townline.platform.core.district_files.shapes import LANGUAGES, Shape
from townline.platform.core.district_files.source import Source
from townline.platform.core.models import ResidentText

FILE = "texts.json"
# What the programme can fill in; a text may use those listed beside it.
KNOWN = (
    "code", "due", "answered", "state", "line_number", "duty_phone", "department", "reason",
    "remedy", "office", "phone", "departments", "count", "link", "until", "said",
    "visit", "who", "promised", "number", "car", "queue", "site", "ahead", "when",
    "low", "high", "desk", "to", "slot", "queues", "token", "tokens", "at", "choices", "reply",
)  # fmt: skip
AUTOMATIC = (
    "receipt", "danger_gas", "danger_self_harm", "danger_violence", "alarm_seen", "alarm_over",
    "alarm_which", "receipt_danger", "receipt_joined", "receipt_reopened", "receipt_reply",
    "receipt_part_missing", "empty", "unreadable", "help", "status", "status_answered",
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
MOMENT = ("month", "day", "hour", "minute", "weekday", "month_name")
WEEKDAYS, MONTHS = 7, 12
IN_SETTINGS = ("states", "dates", "gap_marker", "words", "style", "consents")
_WORDS = (
    "thanks", "thanks_fillers", "help", "status", "stop", "start", "not_fixed", "fixed", "rating",
    "owner_page", "ticket", "asking", "alarm",
)  # fmt: skip


# The programme has its own where a district's older file lacks them.
_MAYBE = ("who", "cancel", "idle", "polite", "never")


def texts(source: Source) -> tuple[list[ResidentText], dict[str, Any]]:
    """Read the texts as rows, and the parts that belong to the district's settings."""
    document = source.json(FILE)
    if document is None:
        return [], {}
    shape = Shape(document, source.problems)
    rows = _section(shape, "automatic", AUTOMATIC, "")
    rows += _section(shape, "openings", OPENINGS, "opening.")
    rows += _states(shape)
    _dates(shape)
    for lang in LANGUAGES:
        _filled(shape, ("gap_marker", lang), ("missing",))
    _words(shape)
    data = document.data if isinstance(document.data, dict) else {}
    consents(shape, data)
    return rows, {name: data.get(name) for name in IN_SETTINGS}


def _section(
    shape: Shape, section: str, wanted: tuple[str, ...], prefix: str
) -> list[ResidentText]:
    keys = [key for key in shape.keys(section) if key != "about"]
    for key in set(wanted).difference(keys):
        shape.problem((section, key), "missing; the programme sends this text")
    rows = []
    for key in keys:
        listed = tuple(
            shape.text(section, key, "placeholders", at)
            for at in shape.items(section, key, "placeholders")
        )
        for at, name in enumerate(listed):
            if name not in KNOWN:
                words = f"{name!r} cannot be filled in; {accepted(KNOWN)}"
                shape.problem((section, key, "placeholders", at), words)
        for lang in LANGUAGES:
            body = _filled(shape, (section, key, lang), listed)
            rows.append(ResidentText(key=f"{prefix}{key}", lang=lang, body=body))
    return rows


def _states(shape: Shape) -> list[ResidentText]:
    keys = [key for key in shape.keys("states") if key != "about"]
    for key in set(STATES).difference(keys):
        shape.problem(("states", key), "missing; residents are told this state")
    return [
        ResidentText(key=f"state.{key}", lang=lang, body=_filled(shape, ("states", key, lang), ()))
        for key in keys
        for lang in LANGUAGES
    ]


def _dates(shape: Shape) -> None:
    for name in ("moment", "today", "day"):
        for lang in LANGUAGES:
            _filled(shape, ("dates", name, lang), MOMENT)
    for lang in LANGUAGES:
        if len(shape.items("dates", "weekdays", lang)) != WEEKDAYS:
            shape.problem(("dates", "weekdays", lang), "must be seven names, Monday first")
    if len(shape.items("dates", "months", "en")) != MONTHS:
        shape.problem(("dates", "months", "en"), "must be twelve names, January first")


def _words(shape: Shape) -> None:
    known = shape.keys("words")
    for name in (*_WORDS, *(name for name in _MAYBE if name in known)):
        for lang in LANGUAGES:
            for at in shape.items("words", name, lang):
                shape.text("words", name, lang, at)
    for name in ("thanks_emoji", "rating_stars"):
        for at in shape.items("words", name):
            shape.text("words", name, at)


def _filled(shape: Shape, path: tuple[str, ...], listed: tuple[str, ...]) -> str:
    """Check one text's placeholders against those listed; return the text."""
    body = shape.text(*path)
    try:
        used = [name for _, name, _, _ in Formatter().parse(body) if name is not None]
    except ValueError as error:
        shape.problem(path, f"the braces are not in order: {error}")
        return body
    for name in used:
        if name not in listed:
            words = f"the placeholder {{{name}}} is not listed for this text; {accepted(listed)}"
            shape.problem(path, words)
    return body
