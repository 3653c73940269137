"""What lies on the map in the reader's words."""

import datetime as dt

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from townline.platform.core import resident_moments
from townline.platform.web.moments import english
from townline.prevention.hazards import api as hazards
from townline.prevention.hazards.hazard_map.rules.items import MapItem, MapItemKind

_KILOMETRE = 1000


def kind_words(kind: str) -> str:
    """Say what a kind is, as the legend and the list do."""
    return {
        MapItemKind.ROADWAY: gettext("차도 탐사"),
        MapItemKind.PAVEMENT: gettext("보도 탐사"),
        MapItemKind.PLANNED: gettext("탐사 예정"),
        MapItemKind.REPAIRED: gettext("보수 완료"),
        MapItemKind.OPEN: gettext("안전 조치 완료, 보수 예정"),
    }[MapItemKind(kind)]


def what_words(item: MapItem) -> str:
    """Say what a spot is or was; of a planned stretch which part of the road; else ""."""
    if item.what:
        return hazards.kind_name(item.what)
    if item.kind is not MapItemKind.PLANNED:
        return ""
    return gettext("차도") if item.surface == MapItemKind.ROADWAY else gettext("보도")


def day_words(day: dt.date | None) -> str:
    """Write a day with its year; "" for none."""
    return resident_moments.day(day, year=True) if day else ""


def year_words(year: int) -> str:
    return str(year) if english() else f"{year}년"


def day_label(item: MapItem) -> str:
    """Say what happened on the item's day."""
    return {
        MapItemKind.REPAIRED: gettext("보수한 날"),
        MapItemKind.OPEN: gettext("안전 조치한 날"),
    }.get(item.kind, gettext("탐사한 날"))


def length_words(metres: float | None) -> str:
    """Write a length: ``1.25 km``, ``320 m``, ``0.8 m``."""
    if metres is None:
        return ""
    if metres >= _KILOMETRE:
        return f"{metres / _KILOMETRE:.2f} km"
    return f"{metres:.0f} m" if metres >= 10 else f"{metres:.1f} m"  # noqa: PLR2004 -- a digit is enough


def size_words(item: MapItem) -> str:
    """Write how large a spot is, as far as it was measured."""
    measured = (
        (gettext("가로 %(m)s"), item.width_m),
        (gettext("세로 %(m)s"), item.length_m),
        (gettext("깊이 %(m)s"), item.depth_m),
    )
    return " · ".join(words % {"m": _small(m)} for words, m in measured if m is not None)


def _small(metres: float) -> str:
    return f"{metres:.2f}".rstrip("0").rstrip(".") + " m"


# How long a time the staff's map shows, in days.
PERIODS: dict[str, Promise] = {
    "7": _("7일"),
    "30": _("30일"),
    "90": _("90일"),
    "365": pgettext_lazy("period", "1년"),
    "all": _("전체 기간"),
}
