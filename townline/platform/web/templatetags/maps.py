"""The frame of a map, and what an item of the list beside it says of its place."""

import json
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from townline.platform.web.maps.frames import MapGround, ground
from townline.platform.web.maps.raster import raster_settings
from townline.platform.web.moments import english

register = template.Library()

_FILES = {
    "view": "web/map-view.js",
    "look": "web/map-style.js",
    "marks": "web/map-marks.js",
    "laid": "web/map-layers.js",
    "panning": "web/map-drag.js",
    "pictures": "web/map-pictures.js",
    "gl": "vendor/maplibre-gl.js",
    "worker": "vendor/maplibre-gl-worker.js",
    "pmtiles": "vendor/pmtiles.js",
    "sheet": "vendor/maplibre-gl.css",
}


@register.inclusion_tag("web/map.html")
def map_frame(label: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- a template gives it
    """Draw the frame of a map: ``label`` is what a screen reader calls it.

    ``list``: the id of the list whose items lie on it. ``route``: a line through them, in order.
    ``cluster``: near ones together. ``pick``: the id of a form whose field ``at`` takes the place
    that is pressed; ``draw``: and those ``shape`` and ``corners`` what is drawn there. ``drag``:
    marks are carried to others, or to something of the page, which hears of it (``tl:map-drop``).
    ``at``: the spot (latitude, longitude) that was. ``outline``: GeoJSON of the ground to show.
    ``layers``: further ones (``static/web/map-layers.js``); ``quiet``: they draw what the list
    holds too; ``box``: west, south, east, north (JSON) to begin with. ``soon``: where it stands
    beside its list, fetch at once what draws it.
    ``small``: a low one.
    """
    layers, at = more.pop("layers", None), more.pop("at", None)
    files = _FILES | ({"drawing": "web/map-drawing.js"} if more.get("draw") else {})
    return {
        "label": label,
        "files": {name: static(path) for name, path in files.items()},
        "ground": ground(),
        "raster": raster_settings(),
        "words": json.dumps(_words(ground())),
        "layers": json.dumps(layers) if layers else "",
        "at": f"{at[0]:.5f},{at[1]:.5f}" if at else "",
        "language": "en" if english() else "ko",
        **more,
    }


def _words(found: MapGround) -> dict[str, Any]:
    """Give the words that the map's own script shows, in the reader's language."""
    return {
        found.invented: gettext("시험용 가상 지도입니다."),
        "corner": pgettext("map", "꼭짓점"),
        "keys": gettext("화살표로 움직이고, +와 -로 확대와 축소, Page Down으로 다음 표시"),
        "gl": {
            "Map.Title": gettext("지도"),
            "NavigationControl.ZoomIn": gettext("확대"),
            "NavigationControl.ZoomOut": gettext("축소"),
            "CooperativeGesturesHandler.MobileHelpText": gettext("두 손가락으로 움직이세요"),
            "CooperativeGesturesHandler.WindowsHelpText": gettext("Ctrl을 누르고 굴리세요"),
            "CooperativeGesturesHandler.MacHelpText": gettext("⌘을 누르고 굴리세요"),
        },
    }


@register.simple_tag
def pin(
    latitude: float | str | None, longitude: float | str | None, kind: str = "case", **more: object
) -> SafeString:
    """Say where an item of a map's list lies, as attributes of it; nothing where nobody knows.

    ``kind``: danger, late, warning, case, here, done, closed, place or stop. ``mark``: a letter
    or number on it. ``name``: what is said of it, else the words of the item. ``id``: its own.
    """
    # A template gives "" for what it does not find.
    if not isinstance(latitude, float) or not isinstance(longitude, float):
        return SafeString("")
    at = f"{latitude:.5f},{longitude:.5f}"
    attributes = format_html(' data-map-at="{}" data-map-kind="{}"', at, kind)
    for name in ("mark", "name", "id"):
        if more.get(name):
            attributes += format_html(' data-map-{}="{}"', SafeString(name), more[name])
    return attributes
