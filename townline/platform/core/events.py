"""Events between rooms: frozen dataclasses, handled in the sender's transaction.

``config/wiring.py`` says who handles what; a room only emits.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

type Handler = Callable[[Any], None]

_handlers: dict[type, list[Handler]] = defaultdict(list)


def wire(reactions: Mapping[type, Iterable[Handler]]) -> None:
    """Replace the reaction graph. Called once, by ``config/wiring.py``."""
    _handlers.clear()
    for event, handlers in reactions.items():
        _handlers[event] = list(handlers)


def emit(event: object) -> None:
    """Call every handler of the event's type, in the order wiring gives."""
    for handler in _handlers[type(event)]:
        handler(event)
