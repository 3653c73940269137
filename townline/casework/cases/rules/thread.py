"""Which texts of a case are conversation, and which of them are shown before all others."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from townline.casework.cases.rules import Kind

_ANSWERS = frozenset({Kind.ANSWER, Kind.INTERIM, Kind.DECLINE})


class TextLike(Protocol):
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


# Whether the line handles a resident's text by itself (a command, a bare rating).
type Handled = Callable[[TextLike], bool]


def is_aside(text: TextLike, handled: Handled) -> bool:
    """Say whether a text is none to the office: automatic, or one that the line handles.

    What a photo came with is for a person to see.
    """
    if text.direction == "out":
        return text.kind == "automatic"
    return not text.photos and handled(text)


def shown_first[T: TextLike](texts: Iterable[T], handled: Handled) -> list[T]:
    """Give the report, and from the last answer that left on what was said since, in order.

    The report is the first text of a resident that is no command; where there is none, the first
    of all. An answer that was taken back answered nothing and is left to the rest.
    """
    known = list(texts)
    talk = [t for t in known if not is_aside(t, handled) and t.state != "cancelled"]
    report = next((t for t in [*talk, *known] if t.direction == "in"), None)
    left = [at for at, t in enumerate(talk) if t.kind in _ANSWERS and t.accepted_at]
    since = talk[left[-1] :] if left else talk
    return since if report is None or report in since else [report, *since]


_GAPS = re.compile(r"\s+")


def squeeze_words(words: str) -> str:
    """Write words without gaps and in small letters: people leave them out, or put in others."""
    return _GAPS.sub("", words).lower()
