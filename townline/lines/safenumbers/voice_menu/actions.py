"""What the flow is to do, in order. Prompts are keys of prompts.json."""

from dataclasses import dataclass
from typing import Literal

from townline.lines.safenumbers.voice_menu.plan import CallOutcome, Language, RequestKind


@dataclass(frozen=True, slots=True)
class PlayPrompts:
    """Say these prompts one after the other, instead of what is being said; then ReadingEnded."""

    prompts: tuple[str, ...]
    language: Language = "ko"
    to: Literal["caller", "owner"] = "caller"


@dataclass(frozen=True, slots=True)
class StopSaying:
    """Fall silent towards the caller; no ReadingEnded follows."""


@dataclass(frozen=True, slots=True)
class SendRequest:
    """Call ``api.call_request``, and tell the event that it returns."""

    kind: RequestKind


@dataclass(frozen=True, slots=True)
class NoteAgreement:
    """Call ``api.call_agree``: the caller wants the owner's answer as a text."""


@dataclass(frozen=True, slots=True)
class LookUpCode:
    """Call ``api.call_code``, and tell the event that it returns."""

    code: str


@dataclass(frozen=True, slots=True)
class DialNext:
    """Dial the owner's phone at this place (from 0), leaving any other one."""

    phone: int = 0


@dataclass(frozen=True, slots=True)
class StopDialling:
    """Leave the owner's phone: CANCEL, or BYE where it was picked up already."""


@dataclass(frozen=True, slots=True)
class AskOwner:
    """Say these prompts to the owner, whose keys are told as OwnerPressed."""

    prompts: tuple[str, ...]
    language: Language = "ko"


@dataclass(frozen=True, slots=True)
class AskOffice:
    """Call ``api.call_help``: the duty room is to help. Tell ``OfficeAsked`` when that is kept."""


@dataclass(frozen=True, slots=True)
class Join:
    """Put both together. Only ever after the owner pressed 1."""


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Tell TimeUp in so many seconds; replaces the timer before."""

    seconds: float


@dataclass(frozen=True, slots=True)
class End:
    """Say these prompts to the caller if still there, hang up both legs, call ``api.call_end``.

    Comes once and last.
    """

    outcome: CallOutcome
    prompts: tuple[str, ...] = ()
    language: Language = "ko"


type Action = (
    PlayPrompts | StopSaying | SendRequest | NoteAgreement | LookUpCode | DialNext | StopDialling
    | AskOwner | AskOffice | Join | SetTimer | End
)  # fmt: skip


PROMPTS = (
    "greeting", "menu", "menu_talk", "menu_wait", "menu_quiet", "menu_after", "request_sent",
    "request_waits", "agree_offer", "agreed", "answer_1", "answer_2", "answer_3", "not_yet",
    "not_yet_text", "connecting", "owner_ask", "owner_busy", "owner_declined",
    "owner_no_answer", "no_talk", "limited", "blocked", "withheld", "unavailable", "rotated",
    "code_ask", "code_wrong", "code_ended", "ending", "goodbye",
)  # fmt: skip
# Left out where a district has no words for them.
MORE_PROMPTS = (
    "menu_again", "connecting_still", "owner_ask_help", "owner_helped", "office_helps",
)  # fmt: skip
REASSURANCE = ("connecting_still",)  # again and again while the owner's phone rings
ANSWERS = (1, 2, 3)  # coming now, in ten minutes, cannot
