"""What rooms above add to the pages of surveys; ``config/wiring.py`` fills it in."""

from collections.abc import Callable, Sequence
from typing import Any

from townline.casework.cases.ports import PanelContent
from townline.platform.core.ports import Port
from townline.platform.departments.api import Act

# Takes a home, who looks and the time; None where there is nothing to show.
type Section = Callable[[Act, Any], PanelContent | None]

# In the order of the page.
SECTIONS: Port[Sequence[Section]] = Port("the sections of a home's page")


def sections_of(act: Act, home: object) -> list[PanelContent]:
    """Give the sections of a home's page."""
    sections = (section(act, home) for section in SECTIONS.value)
    return [shown for shown in sections if shown is not None]
