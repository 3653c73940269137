"""What rooms above show beside a case; ``config/wiring.py`` fills it.

A panel is one box of the case page. It is asked with the case as it was read, so that a case of
which a room holds nothing costs no query (``Detail.holds``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from townline.platform.departments.api import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelContent:
    """One box: the ``template`` that draws it, with ``context`` as its ``panel``.

    ``found``: sentences for who writes the answer, beside those of visits; ``has_photos``: the
    page needs what draws photos.
    """

    template: str
    context: dict[str, Any]
    found: tuple[str, ...] = ()
    has_photos: bool = False


# Takes a ``Detail``, who looks and the time; None where there is nothing to show.
type Panel = Callable[[Act, Any], PanelContent | None]


_panels: list[Panel] = []


def fill(panels: Sequence[Panel]) -> None:
    """Say which boxes there are, in their order."""
    _panels[:] = panels


def case_panels(act: Act, detail: object) -> list[PanelContent]:
    """Give the boxes of a case."""
    contents = (panel(act, detail) for panel in _panels)
    return [shown for shown in contents if shown is not None]
