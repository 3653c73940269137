"""What a room above says of texts while unusually many come in; ``config/wiring.py`` fills it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """``count`` texts ``about`` something (Korean, English); ``promise``: time by decision."""

    about: tuple[str, str]
    count: int
    promise: dt.timedelta | None = None


_asked: list[Callable[[dt.datetime], Crowd | None]] = []


def fill(asked: Callable[[dt.datetime], Crowd | None]) -> None:
    """Say who knows."""
    _asked[:] = [asked]


def crowd(at: dt.datetime) -> Crowd | None:
    """Give what was decided for texts that come at a moment; None on any other day."""
    return next((found for ask in _asked if (found := ask(at))), None)
