"""What a resident's short text says to the question when somebody may come."""

import unicodedata
from enum import StrEnum

from townline.platform.core.history.tags import Tagged
from townline.platform.core.text.typed import LONGEST, Lexicon


class Reply(StrEnum):
    """One of three times, no visit, or somebody to talk to."""

    FIRST = "1"
    SECOND = "2"
    THIRD = "3"
    REFUSE = "4"
    HELP = "5"


TIMES = (Reply.FIRST, Reply.SECOND, Reply.THIRD)
# The groups of a district's words, by what they say.
GROUPS = {
    "visit_first": Reply.FIRST,
    "visit_second": Reply.SECOND,
    "visit_third": Reply.THIRD,
    "visit_refuse": Reply.REFUSE,
    "visit_help": Reply.HELP,
}
_AROUND = " .,!~)"


def digit_of(body: str) -> str:
    """Give the digit that a text is, "" for any other text."""
    text = unicodedata.normalize("NFKC", body).strip(_AROUND)
    return text if len(text) == 1 and text.isdecimal() else ""


def reply_of(body: str, words: Lexicon) -> tuple[str, bool] | None:
    """Read a text: its answer, and whether it was said in words; None for another text."""
    if digit := digit_of(body):
        return digit, False
    if len(body) > LONGEST:
        return None
    group = words.find(body)
    return (str(GROUPS[group]), True) if group in GROUPS else None


# An appointment's states, and the one table of allowed changes.


class AppointmentState(StrEnum):
    ASKED = "asked"
    CHOSEN = "chosen"
    REFUSED = "refused"
    HELP = "help"  # they want somebody to talk to: a case was opened
    OVER = "over"  # nobody answered, or the visit was planned otherwise


class AppointmentEvent(Tagged):
    """What happens to an appointment."""

    CHOOSE = "choose", "appointment:time:choose"
    REFUSE = "refuse", "appointment:visit:refuse"
    HELP = "help", "appointment:help:ask"
    END = "end", "appointment:question:end"


_S, _E = AppointmentState, AppointmentEvent

TRANSITIONS: dict[tuple[AppointmentState, AppointmentEvent], AppointmentState] = {
    (_S.ASKED, _E.CHOOSE): _S.CHOSEN,
    (_S.ASKED, _E.REFUSE): _S.REFUSED,
    (_S.ASKED, _E.HELP): _S.HELP,
    (_S.ASKED, _E.END): _S.OVER,
    # A later text counts: another time, no after all, or yes after all.
    (_S.CHOSEN, _E.CHOOSE): _S.CHOSEN,
    (_S.CHOSEN, _E.REFUSE): _S.REFUSED,
    (_S.CHOSEN, _E.HELP): _S.HELP,
    (_S.CHOSEN, _E.END): _S.OVER,
    (_S.REFUSED, _E.CHOOSE): _S.CHOSEN,
    (_S.REFUSED, _E.HELP): _S.HELP,
    (_S.HELP, _E.CHOOSE): _S.CHOSEN,
    (_S.HELP, _E.REFUSE): _S.REFUSED,
}


def appointment_subject(number: int) -> str:
    """Name an appointment in the history, and the thread of its texts: ``appointment:7``."""
    return f"appointment:{number}"
