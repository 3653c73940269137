"""What binds two cases of different people to one matter; ``config/wiring.py`` fills it."""

from collections.abc import Callable, Iterable

_asked: list[Callable[[int, int], bool]] = []


def fill(asked: Iterable[Callable[[int, int], bool]]) -> None:
    """Say who knows a place or an event of two cases, by their ids."""
    _asked[:] = asked


def are_bound(case_id: int, other_id: int) -> bool:
    """Say whether a place or an event is known to be that of both."""
    return any(ask(case_id, other_id) for ask in _asked)
