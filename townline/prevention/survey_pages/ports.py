"""What rooms above tell a household of its home; ``config/wiring.py`` says which."""

from collections.abc import Callable, Sequence

# Of a home (id): what, and when or by whom, in the reader's language; nobody's name or number.
type Told = Callable[[int], Sequence[tuple[str, str]]]

_told: list[Told] = []


def fill(told: Sequence[Told]) -> None:
    """Say who tells households of their home."""
    _told[:] = told


def told_of(home_id: int) -> list[tuple[str, str]]:
    """Give all that is told of a home."""
    return [line for each in _told for line in each(home_id)]
