"""What binds two cases of different people to one matter; ``config/wiring.py`` fills it."""

from collections.abc import Callable, Iterable

_providers: list[Callable[[int, int], bool]] = []


def fill(providers: Iterable[Callable[[int, int], bool]]) -> None:
    """Say who knows a place or an event of two cases, by their ids."""
    _providers[:] = providers


def are_bound(case_id: int, other_id: int) -> bool:
    """Say whether a place or an event is known to be that of both."""
    return any(ask(case_id, other_id) for ask in _providers)
