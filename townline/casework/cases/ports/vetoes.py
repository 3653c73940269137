"""What rooms above forbid to be done with a case, each with a refusal of its own."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any


class Action(StrEnum):
    """What is asked before; the cases are locked."""

    CLOSE = "close"
    DISMISS = "dismiss"
    # Of the case that ends in another one.
    MERGE = "merge"
    # Of every case that texts are taken from or put into, also by a merge.
    REGROUP = "regroup"


# Takes a locked ``Case``, and raises a ``CaseError`` where the deed may not be.
type Veto = Callable[[Any], None]

_vetoes: dict[Action, list[Veto]] = {}


def fill(vetoes: Mapping[Action, Iterable[Veto]]) -> None:
    """Say who is asked before what."""
    _vetoes.clear()
    _vetoes.update({action: list(each) for action, each in vetoes.items()})


def ask(action: Action, *cases: object) -> None:
    """Raise the first refusal, in the order that wiring gives."""
    for veto in _vetoes.get(action, ()):
        for case in cases:
            veto(case)
