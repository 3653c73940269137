"""Hazards ready to draw: their words, marks, and what this person may press."""

from dataclasses import dataclass

from townline.platform.web.moments import english
from townline.prevention.hazards import api
from townline.prevention.hazards.selectors.labels import (
    PINS,
    SOURCES,
    STATES,
    STEPS,
    hazard_settings,
)
from townline.prevention.work_orders.views.labels import ORDERS, Mark


@dataclass(frozen=True, slots=True)
class HazardLine:
    """One row of a list."""

    row: api.HazardListRow
    kind: str
    severity: str
    mark: Mark
    pin: str
    waits: str
    order: Mark | None

    @property
    def name(self) -> str:
        return ", ".join(filter(None, (self.kind, self.severity, self.row.address)))


def line(row: api.HazardListRow) -> HazardLine:
    """Put words to a row."""
    return HazardLine(
        row=row,
        kind=api.kind_name(row.kind),
        severity=api.severity_name(row.severity),
        mark=STATES[row.state],
        pin="late" if row.late else PINS[row.state],
        waits=str(STEPS[row.waits]) if row.waits else "",
        order=ORDERS[row.order] if row.order else None,
    )


def kinds() -> list[tuple[str, str]]:
    """Give the district's kinds with their names."""
    lang = "en" if english() else "ko"
    return [(code, kind.name.in_language(lang)) for code, kind in hazard_settings().kinds.items()]


def severities() -> list[tuple[str, str]]:
    lang = "en" if english() else "ko"
    return [
        (code, one.name.in_language(lang)) for code, one in hazard_settings().severities.items()
    ]


def steps() -> list[tuple[str, str]]:
    return [(code, str(word)) for code, word in STEPS.items()]


def source(code: str) -> str:
    return str(SOURCES.get(code, code))
