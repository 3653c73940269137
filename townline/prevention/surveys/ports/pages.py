"""What rooms above hang into the pages of surveys; ``config/wiring.py`` fills it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from townline.casework.cases.ports.panels import PanelContent
from townline.platform.departments.api import Act

# Takes a home, who looks and the time; None where there is nothing to show.
type Section = Callable[[Act, Any], PanelContent | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A page beside the others of a kind. ``url`` takes ``?kind=``; ``key`` names it.

    ``count``: takes a kind, gives the number beside the words. ``works``: only for who works on
    the lists.
    """

    key: str
    url: str
    label: Callable[[], str]
    count: Callable[[str], int] | None = None
    works: bool = False


_sections: list[Section] = []
_tabs: list[Tab] = []


def fill(*, sections: Sequence[Section], tabs: Sequence[Tab]) -> None:
    """Say which sections of a home and which tabs there are, in their order."""
    _sections[:], _tabs[:] = sections, tabs


def tabs(*, works: bool) -> list[Tab]:
    """Give the tabs for who works on the lists, or only reads them."""
    return [tab for tab in _tabs if works or not tab.works]


def sections_of(act: Act, home: object) -> list[PanelContent]:
    """Give the sections of a home's page."""
    sections = (section(act, home) for section in _sections)
    return [shown for shown in sections if shown is not None]
