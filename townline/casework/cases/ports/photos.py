"""What keeps photos beside the texts themselves: drafts, visits, pages of photos."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass


def _none(_case_id: int) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One thing that keeps photos, each named by its content.

    ``every`` gives all that it keeps, ``of_case`` what it keeps of a case (id) for those who see
    the case, in the order in which it came.
    """

    every: Callable[[], Iterable[str]]
    of_case: Callable[[int], Iterable[str]] = _none


_holders: list[Holder] = []


def fill(holders: Sequence[Holder]) -> None:
    """Say what keeps photos."""
    _holders[:] = holders


def held_photos() -> set[str]:
    """Give every photo that something keeps."""
    return {name for holder in _holders for name in holder.every()}


def held_of(case_id: int) -> Iterator[str]:
    """Give the photos of a case, holder by holder; one that is not reached is not asked."""
    for holder in _holders:
        yield from holder.of_case(case_id)
