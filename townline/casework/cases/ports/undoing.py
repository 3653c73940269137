"""Which lines of a case's history do not go on from where it stands."""

from collections.abc import Iterable

_beside: set[str] = set()


def fill(beside: Iterable[str]) -> None:
    """Name the events of rooms above that leave open what may be undone."""
    _beside.clear()
    _beside.update(beside)


def beside() -> frozenset[str]:
    """Give these events."""
    return frozenset(_beside)
