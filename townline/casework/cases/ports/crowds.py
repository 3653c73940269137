"""What a room above says of texts while unusually many come in; ``config/wiring.py`` fills it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLoad:
    """``count`` texts ``about`` something (Korean, English); ``promise``: time by decision."""

    about: tuple[str, str]
    count: int
    promise: dt.timedelta | None = None


_providers: list[Callable[[dt.datetime], TextLoad | None]] = []


def fill(provider: Callable[[dt.datetime], TextLoad | None]) -> None:
    """Say who knows."""
    _providers[:] = [provider]


def text_load(at: dt.datetime) -> TextLoad | None:
    """Give what was decided for texts that come at a moment; None on any other day."""
    return next((found for ask in _providers if (found := ask(at))), None)
