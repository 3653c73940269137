"""What may happen to a call. The flow tells each once, in the order in which it came."""

from dataclasses import dataclass

from townline.lines.safenumbers.voice_menu.plan import DialledLine


@dataclass(frozen=True, slots=True)
class Begins:
    """The caller's leg is answered: the first event of each call."""


@dataclass(frozen=True, slots=True)
class Digit:
    """The caller pressed a key: ``0`` to ``9``, ``*``, ``#``."""

    digit: str


@dataclass(frozen=True, slots=True)
class ReadingEnded:
    """What was said to the caller was said to its end (not when it was stopped)."""


@dataclass(frozen=True, slots=True)
class TimeUp:
    """The seconds of the last ``SetTimer`` have passed."""


@dataclass(frozen=True, slots=True)
class RequestMade:
    """The request is with the owner, or ``waits`` for the end of the owner's quiet hours."""

    waits: bool = False


@dataclass(frozen=True, slots=True)
class RequestRefused:
    """No request may be sent now; ``prompt`` says why."""

    prompt: str = "limited"


@dataclass(frozen=True, slots=True)
class CodeFound:
    """The six digits are those of a sticker."""

    line: DialledLine


@dataclass(frozen=True, slots=True)
class CodeWrong:
    """The six digits are nobody's; ``final``: there were too many wrong ones lately."""

    final: bool = False


@dataclass(frozen=True, slots=True)
class OwnerRings:
    """The owner's phone rings."""


@dataclass(frozen=True, slots=True)
class OwnerAnswered:
    """The phone that is being dialled was picked up, by whomever."""


@dataclass(frozen=True, slots=True)
class OwnerPressed:
    """A key on the owner's phone."""

    digit: str


@dataclass(frozen=True, slots=True)
class OfficeNotified:
    """The duty room has the to-do that the owner asked for."""


@dataclass(frozen=True, slots=True)
class OwnerFailed:
    """The phone that is being dialled was not picked up.

    ``reason``: ``busy``, ``declined``, ``no_answer`` or ``failed``. Never told for a phone that
    ``StopDialling`` or ``DialNext`` has left.
    """

    reason: str = "no_answer"


@dataclass(frozen=True, slots=True)
class OwnerLeft:
    """The owner hung up after picking up."""


@dataclass(frozen=True, slots=True)
class OwnerReplied:
    """The owner answered the request by text or page: 1, 2 or 3."""

    answer: int


@dataclass(frozen=True, slots=True)
class CallerLeft:
    """The caller hung up, or gave up before the answer."""


@dataclass(frozen=True, slots=True)
class Draining:
    """The process ends and can wait no longer."""


type Event = (
    Begins | Digit | ReadingEnded | TimeUp | RequestMade | RequestRefused | CodeFound | CodeWrong
    | OwnerRings | OwnerAnswered | OwnerPressed | OwnerFailed | OwnerLeft | OwnerReplied
    | OfficeNotified | CallerLeft | Draining
)  # fmt: skip
