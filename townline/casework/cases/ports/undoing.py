"""Which lines of a case's history do not go on from where it stands."""

from collections.abc import Iterable

_neutral_events: set[str] = set()


def fill(events: Iterable[str]) -> None:
    """Name the events of rooms above that leave open what may be undone."""
    _neutral_events.clear()
    _neutral_events.update(events)


def neutral_events() -> frozenset[str]:
    """Give these events."""
    return frozenset(_neutral_events)
