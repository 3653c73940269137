"""What each room keeps of one person beside texts: counted, given out, erased.

A room names its part; ``config/wiring.py`` lists them. A part is asked by the whole number.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from townline.platform.core.history.audit import Actor
from townline.platform.core.ports import Port


class Erase(Protocol):
    """Erase what is kept of a number, in the caller's transaction; give how many things."""

    def __call__(self, number: str, *, actor: Actor, reason: str, now: dt.datetime) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPart:
    """One room's part. ``tell`` gives what is kept, ready for JSON; ``name`` is its key."""

    name: str
    tell: Callable[[str], list[dict[str, Any]]]
    erase: Erase


PARTS: Port[Sequence[PersonPart]] = Port("what rooms keep of one person")


def is_known_number(number: str) -> bool:
    """Say whether any part keeps something of a number."""
    return any(part.tell(number) for part in PARTS.value)


# What stands in the place of words that were erased, in both languages at once.
#
# The same words everywhere, so that every page, list and answer of the API says it.

WORDS = "(지워짐 · erased)"
NUMBER = "***"
EVENT = "resident:data:erase"
EXPORT = "resident:data:export"
