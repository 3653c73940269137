"""What incidents ask of other rooms; ``config/wiring.py`` says who answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from townline.platform.core.ports import Port


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyPerson:
    """One telephone at one place that may be asked whether they are safe.

    ``place`` is what staff read of it: a home's address, or a dong.
    """

    resident_id: int
    language: str
    place: str
    dong: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyList:
    """A list that may be asked: ``code`` is that of its ground in ``incidents.json``.

    ``people`` gives those of some dongs, of all where none is named; a telephone with several
    homes stands there once for each.
    """

    code: str
    label: Callable[[], str]
    people: Callable[[Sequence[str]], list[SafetyPerson]]


SAFETY_LISTS: Port[Sequence[SafetyList]] = Port("the lists that are asked whether they are safe")
