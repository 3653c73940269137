"""What a room above says of texts while unusually many come in; ``config/wiring.py`` fills it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """How cases are received now.

    ``about``: what most are about, in Korean and English ("" where that is not said). ``count``:
    texts so far. ``promise``: how long an answer may take by decision, None as always.
    """

    about: tuple[str, str]
    count: int
    promise: dt.timedelta | None = None


type Asks = Callable[[dt.datetime], Crowd | None]

_asked: list[Asks] = []


def fill(asked: Asks) -> None:
    """Say who knows."""
    _asked[:] = [asked]


def crowd(at: dt.datetime) -> Crowd | None:
    """Give what was decided for texts that come at a moment; None on any other day."""
    return next((found for ask in _asked if (found := ask(at))), None)
