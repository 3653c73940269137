"""What rooms above hang into hazards; ``config/wiring.py`` fills it in."""

from collections.abc import Callable, Sequence
from typing import Any

from townline.casework.cases.ports import PanelContent
from townline.platform.core.ports import Port
from townline.platform.departments.api import Act

# Takes a hazard, who looks and the time; None where there is nothing to show.
type Section = Callable[[Act, Any], PanelContent | None]
# Takes a locked hazard's id; says whether its repair was decided elsewhere, as a measure.
type Elsewhere = Callable[[int], bool]

SECTIONS: Port[Sequence[Section]] = Port("the sections of a hazard's page")
REPAIRED_ELSEWHERE: Port[Elsewhere] = Port("repairs of hazards that are decided elsewhere")


def sections_of(act: Act, hazard: object) -> list[PanelContent]:
    """Give the sections of a hazard's page."""
    sections = (section(act, hazard) for section in SECTIONS.value)
    return [shown for shown in sections if shown is not None]
