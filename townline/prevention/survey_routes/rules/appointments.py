"""An appointment's states, and the one table of allowed changes."""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged


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
