"""Where a case of a service goes by itself, before the service's own department."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A department, perhaps a person in it, and the number of the rule that says so."""

    department: str
    rule: int
    person: int | None = None


# Takes a locked ``Case`` and the code of a service.
type Decides = Callable[[Any, str], Destination | None]

_decides: list[Decides] = []


def fill(decides: Iterable[Decides]) -> None:
    """Say who is asked, in order."""
    _decides[:] = decides


def destination(case: object, service: str) -> Destination | None:
    """Give the first answer; None where the service's own department gets it."""
    return next((found for ask in _decides if (found := ask(case, service))), None)
