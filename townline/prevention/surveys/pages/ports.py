"""What other rooms tell a household of its home, and do for it; ``config/wiring.py`` says which."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from townline.platform.core.ports import Port

# Of a home (id): what, and when or by whom, in the reader's language; nobody's name or number.
type HomeSource = Callable[[int], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When somebody may come.

    ``offered`` (home, now, language): what a time is called in the form, its words, whether it is
    the one that counts. ``choose`` (``home_id, choice, resident_id, now``) raises a CaseError for a
    time that is gone; ``refuse`` (``home_id, now``): nobody comes on any day.
    """

    offered: Callable[[Any, dt.datetime, str], Sequence[tuple[str, str, bool]]]
    choose: Callable[..., None]
    refuse: Callable[..., None]


SOURCES: Port[Sequence[HomeSource]] = Port("what households are told of their home")
TIMES: Port[Times] = Port("when a surveyor may come")


def home_lines(home_id: int) -> list[tuple[str, str]]:
    """Give all that is told of a home."""
    return [line for each in SOURCES.value for line in each(home_id)]
