"""Hazards ready to draw: their words, marks, and what this person may press."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from townline.platform.conversations.api import Photo
from townline.platform.web.moments import english
from townline.prevention.hazards import api
from townline.prevention.hazards.selectors.labels import ORDERS, PINS, SOURCES, STATES, STEPS, Mark
from townline.prevention.hazards.selectors.words import told

_SMALL = 240  # the longest side of a thumbnail, in pixels


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list."""

    row: api.Row
    kind: str
    severity: str
    mark: Mark
    pin: str
    waits: str
    order: Mark | None

    @property
    def name(self) -> str:
        return ", ".join(filter(None, (self.kind, self.severity, self.row.address)))


def line(row: api.Row) -> Line:
    """Put words to a row."""
    return Line(
        row=row,
        kind=api.kind_name(row.kind),
        severity=api.severity_name(row.severity),
        mark=STATES[row.state],
        pin="late" if row.late else PINS[row.state],
        waits=str(STEPS[row.waits]) if row.waits else "",
        order=ORDERS[row.order] if row.order else None,
    )


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo with the size of its thumbnail."""

    photo: Photo
    width: int
    height: int


def picture(photo: Photo) -> Picture:
    """Make a photo ready to draw."""
    part = min(1.0, _SMALL / max(photo.width, photo.height, 1))
    return Picture(photo, round(photo.width * part), round(photo.height * part))


def pictures(photos: Iterable[Photo]) -> list[Picture]:
    return [picture(photo) for photo in photos]


def kinds() -> list[tuple[str, str]]:
    """Give the district's kinds with their names."""
    lang = "en" if english() else "ko"
    return [(code, kind.name.said(lang)) for code, kind in told().kinds.items()]


def severities() -> list[tuple[str, str]]:
    lang = "en" if english() else "ko"
    return [(code, one.name.said(lang)) for code, one in told().severities.items()]


def steps() -> list[tuple[str, str]]:
    return [(code, str(word)) for code, word in STEPS.items()]


def source(code: str) -> str:
    return str(SOURCES.get(code, code))


def far_words(metres: float | None) -> str:
    """Say how far off something was; nothing for what is near."""
    if metres is None or metres <= told().far:
        return ""
    far = f"{metres / 1000:.1f} km" if metres >= 1000 else f"{metres:.0f} m"  # noqa: PLR2004 -- a kilometre
    return gettext(
        "등록된 위치에서 %(far)s 떨어져 있습니다. 다른 위험 지점의 사진이 아닌지 확인해 주세요."
    ) % {"far": far}
