"""Which texts of a case are conversation, and which of them are shown before all others."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from townline.cases.rules import Kind
from townline.cases.rules.residents import (
    BY_NOTED,
    BY_REPLY,
    BY_STATUS,
    Command,
    LineWords,
    Reply,
    command_of,
    reply_of,
    stars_of,
)

_ANSWERS = frozenset({Kind.ANSWER, Kind.INTERIM, Kind.DECLINE})


class Text(Protocol):
    """What is asked of a text: ``conversations.api.ThreadText`` has it."""

    @property
    def direction(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def claimed_by(self) -> str: ...
    @property
    def accepted_at(self) -> object: ...
    @property
    def photos(self) -> Sequence[object]: ...


def is_aside(text: Text, words: LineWords) -> bool:
    """Say whether a text is none to the office: a command, a bare rating, or an automatic one.

    "Not fixed" and a wish to cancel are none of these: somebody acts on them.
    """
    if text.direction == "out":
        return text.kind == "automatic"
    if text.photos:
        return False
    if text.claimed_by == BY_REPLY:
        rated = stars_of(text.body, words) is not None
        return rated or reply_of(text.body, words) is Reply.FIXED
    return text.claimed_by == BY_STATUS or (text.claimed_by == BY_NOTED and _idle(text.body, words))


def _idle(body: str, words: LineWords) -> bool:
    said = command_of(body, words)
    return said is not None and said.command is Command.IDLE


def shown_first[T: Text](texts: Iterable[T], words: LineWords) -> list[T]:
    """Give the report, and from the last answer that left on what was said since, in order.

    The report is the first text of a resident that is no command; where there is none, the first
    of all. An answer that was taken back answered nothing and is left to the rest.
    """
    known = list(texts)
    talk = [t for t in known if not is_aside(t, words) and t.state != "cancelled"]
    report = next((t for t in [*talk, *known] if t.direction == "in"), None)
    left = [at for at, t in enumerate(talk) if t.kind in _ANSWERS and t.accepted_at]
    since = talk[left[-1] :] if left else talk
    return since if report is None or report in since else [report, *since]
