"""Where a call stands, and what is known of the line it came in on."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal
from uuid import UUID

type Language = Literal["ko", "en"]
type RequestKind = Literal["move", "trouble"]


# The parts of the menu, in the order in which they are read; each only where it holds. A district
# may order them otherwise (``call_menu`` of prompts.json).
MENU_PARTS = ("greeting", "menu_quiet", "menu_wait", "menu_talk", "menu", "menu_again")


class Stage(StrEnum):
    CODE = "code"  # the office's access number: the six digits of a sticker are being keyed in
    MENU = "menu"
    REQUESTED = "requested"
    DIALLING = "dialling"
    CONFIRMING = "confirming"  # the owner's phone was answered, by the owner or by a mailbox
    HELPED = "helped"  # the owner cannot come and asks the office to help
    TALKING = "talking"
    OVER = "over"


class CallOutcome(StrEnum):
    """How a call ended; all that is kept of it beside its times."""

    SETTLED = "settled"  # the owner's answer was heard on the line
    REQUESTED = "requested"
    TALKED = "talked"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    DECLINED = "declined"
    LEFT = "left"
    NO_CHOICE = "no_choice"
    LIMITED = "limited"
    BLOCKED = "blocked"
    WITHHELD = "withheld"
    UNAVAILABLE = "unavailable"  # unknown, ended or suspended: callers cannot tell which
    ROTATED = "rotated"
    CODE_WRONG = "code_wrong"
    DRAINED = "drained"
    LOST = "lost"  # the worker that held it died
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long things may take, in seconds."""

    # Together the longest silence before whoever presses nothing is connected: under 20 seconds.
    menu: float = 17.5  # the reading after which silence connects
    pause: float = 2  # after each reading
    reading: float = 90  # longest reading; a guard, for the end of it may never be told
    answer: float = 60  # how long the caller may wait on the line for the owner's answer
    ring: float = 30  # each phone of the owner
    confirm: float = 15  # for the owner to press 1; after it a mailbox would speak
    help: float = 8  # for both to hear that the duty room knows
    code: float = 20  # for the next digit of a code
    looking: float = 15  # longest look-up or request; a guard
    talk: float = 4 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class DialledLine:
    """The safe number that was reached: what its owner allows now.

    ``number``: as networks write it (E.164); the owner's phone shows it, however it was dialled.
    ``phones``: how many the owner has, in order. ``quiet``: the owner's do-not-disturb hours are
    running. ``language``: the owner's.
    """

    number: str = ""
    phones: int = 1
    talks_unasked: bool = True
    quiet: bool = False
    language: Language = "ko"

    @property
    def talks(self) -> bool:
        """Whether a call may be put through at all now."""
        return self.phones > 0 and not self.quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPlan:
    """One call between two events. ``timer``: what ``TimeUp`` is set to, in seconds.

    ``menu_only``: whoever hides their number may send requests, but is not put through.
    ``menu``: the parts of the menu in their order. ``textable``: the caller's number can be
    texted. ``heard``: readings of the menu that began.
    ``phone``: which of the owner's is being dialled, from 0. ``rounds``: how often all of them
    were tried. ``code``: digits so far; ``tries``: codes that were wrong.
    """

    call_id: UUID
    line: DialledLine | None
    stage: Stage = Stage.MENU
    language: Language = "ko"
    textable: bool = False
    menu_only: bool = False
    pace: Pace = Pace()
    menu: tuple[str, ...] = MENU_PARTS
    timer: float | None = None
    saying: bool = False
    heard: int = 0
    last_said: tuple[str, ...] = ()
    requested: RequestKind | None = None
    request_made: bool = False
    agreed: bool = False
    phone: int = 0
    rounds: int = 0
    failure: CallOutcome | None = None
    code: str = ""
    tries: int = 0
    outcome: CallOutcome | None = None

    @property
    def talks(self) -> bool:
        """Whether key 3 connects."""
        return self.line is not None and self.line.talks and not self.menu_only


def call_subject(call_id: UUID) -> str:
    """Name a call in the history: ``call:<32 hex digits>``."""
    return f"call:{call_id.hex}"
