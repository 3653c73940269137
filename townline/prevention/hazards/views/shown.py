"""Hazards ready to draw: their words, marks, and what this person may press."""

import datetime as dt
from dataclasses import dataclass

from townline.platform.core import clock
from townline.platform.web.moments import english
from townline.prevention.hazards import api
from townline.prevention.hazards.rules.states import STEPS as ORDER, time_used
from townline.prevention.hazards.selectors.labels import (
    PINS,
    SOURCES,
    STATES,
    STEPS,
    hazard_settings,
)
from townline.prevention.work_orders.views.labels import ORDERS, Mark
from townline.prevention.work_orders.views.parts import Picture, picture


@dataclass(frozen=True, slots=True)
class HazardLine:
    """One row of a list. ``step``: the number of the step that it waits for, of ``steps``.

    ``used``: how much of the time until its deadline is over, in per cent.
    """

    row: api.HazardListRow
    kind: str
    severity: str
    mark: Mark
    pin: str
    waits: str
    order: Mark | None
    step: int
    used: int
    words: str
    language: str
    picture: Picture | None
    steps: int = len(ORDER)

    @property
    def done(self) -> int:
        """Give how many steps are done."""
        return self.step - 1

    @property
    def name(self) -> str:
        return ", ".join(filter(None, (self.kind, self.severity, self.row.address)))


def line(row: api.HazardListRow, preview: api.HazardPreview | None = None) -> HazardLine:
    """Put words to a row."""
    preview = preview or api.HazardPreview()
    return HazardLine(
        row=row,
        kind=api.kind_name(row.kind),
        severity=api.severity_name(row.severity),
        mark=STATES[row.state],
        pin="late" if row.late else PINS[row.state],
        waits=str(STEPS[row.waits]) if row.waits else "",
        order=ORDERS[row.order] if row.order else None,
        step=ORDER.index(row.waits) + 1 if row.waits else 0,
        used=_used(row, clock.now()),
        words=preview.words,
        language=preview.language,
        picture=picture(preview.photo) if preview.photo else None,
    )


def _used(row: api.HazardListRow, now: dt.datetime) -> int:
    begins = row.repaired_at if row.waits == api.HazardStep.RECHECK else row.reported_at
    return round(100 * time_used(begins or row.reported_at, row.due_at, now)) if row.due_at else 0


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
