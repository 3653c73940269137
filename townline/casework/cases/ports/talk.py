"""Which texts of residents the line handles by itself, so that they are no talk with the office."""

from collections.abc import Callable, Iterable

from townline.casework.cases.rules.thread import TextLike

type Handles = Callable[[TextLike], bool]

_handlers: list[Handles] = []


def fill(handlers: Iterable[Handles]) -> None:
    """Say who knows such texts."""
    _handlers[:] = handlers


def is_handled(text: TextLike) -> bool:
    """Say whether the line handles a resident's text by itself, and no person need."""
    return any(handles(text) for handles in _handlers)
