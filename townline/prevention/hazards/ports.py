"""What rooms above hang into hazards; ``config/wiring.py`` fills it."""

from collections.abc import Callable, Sequence
from typing import Any

from townline.casework.cases.ports.panels import PanelContent
from townline.platform.departments.api import Act

# Takes a hazard, who looks and the time; None where there is nothing to show.
type Section = Callable[[Act, Any], PanelContent | None]
# Takes a locked hazard's id; says whether its repair was decided elsewhere, as a measure.
type Elsewhere = Callable[[int], bool]

_sections: list[Section] = []
_elsewhere: list[Elsewhere] = []


def fill(*, sections: Sequence[Section], elsewhere: Sequence[Elsewhere]) -> None:
    """Say which sections a hazard's page has, and who else may repair it."""
    _sections[:], _elsewhere[:] = sections, elsewhere


def sections_of(act: Act, hazard: object) -> list[PanelContent]:
    """Give the sections of a hazard's page."""
    sections = (section(act, hazard) for section in _sections)
    return [shown for shown in sections if shown is not None]


def repaired_elsewhere(hazard_id: int) -> bool:
    """Say whether somebody else has the repair of a locked hazard."""
    return any(check(hazard_id) for check in _elsewhere)
