from collections.abc import Callable, Sequence
from typing import Any

from townline.casework.cases.ports.panels import PanelContent
from townline.platform.departments.api import Act

# What rooms above hang into the pages of surveys; ``config/wiring.py`` fills it.

# Takes a home, who looks and the time; None where there is nothing to show.
type Section = Callable[[Act, Any], PanelContent | None]


_sections: list[Section] = []


def fill(sections: Sequence[Section]) -> None:
    """Say which sections of a home there are, in their order."""
    _sections[:] = sections


def sections_of(act: Act, home: object) -> list[PanelContent]:
    """Give the sections of a home's page."""
    sections = (section(act, home) for section in _sections)
    return [shown for shown in sections if shown is not None]
