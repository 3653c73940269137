"""What of a thread is said to the office: without commands, bare ratings and automatic texts."""

from collections.abc import Callable, Iterable

from townline.cases.rules.thread import is_aside
from townline.conversations.api import ThreadText

_handlers: list[Callable[[ThreadText], bool]] = []


def talk_fill(handlers: Iterable[Callable[[ThreadText], bool]]) -> None:
    """Say who knows which texts of residents the line handles by itself (wiring)."""
    _handlers[:] = handlers


def handled(text: ThreadText) -> bool:
    """Say whether the line handles a resident's text by itself, and no person need."""
    return any(handles(text) for handles in _handlers)


def talk(texts: Iterable[ThreadText]) -> list[ThreadText]:
    """Leave out of a thread what the line handles by itself."""
    return [text for text in texts if not is_aside(text, handled)]
