"""The files of the page: by which names its scripts call each other, and what lies on the phone.

Our scripts and the form engine name each other as they were written. The page's import map leads
these names to the files as they are served, whose names change with their content.
"""

import hashlib
import json
from typing import Final

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

_OWN: Final = (
    "app", "background", "csv", "dom", "engine", "entries", "form", "handing", "home", "list",
    "outbox", "server", "speech", "store", "sync", "tiles", "xml",
)  # fmt: skip
_ENGINE: Final = "vendor/web-forms/index.js"
_PARTS: Final = ("vendor/web-forms/index-DlGh9P5C.js", "vendor/web-forms/MapBlock-Bb-sCnDx.js")
_REST: Final = (
    "web/icon.svg", "web/tokens.css", "web/base.css", "web/on-device.js",
    "web/map.js", "web/map.css", "web/map-view.js", "web/map-style.js", "web/map-marks.js",
    "web/map-layers.js", "vendor/maplibre-gl.js", "vendor/maplibre-gl-worker.js",
    "vendor/maplibre-gl.css", "vendor/pmtiles.js", "field_client/field.css",
    "field_client/fill.css",
)  # fmt: skip


def import_map() -> str:
    """Give the import map, as JSON."""
    own = {f"field/{name}": static(f"field_client/{name}.js") for name in _OWN}
    engine = {"vue": static("vendor/vue.js"), "web-forms": static(_ENGINE)}
    # They import each other by the names that they were built with.
    parts = {f"{settings.STATIC_URL}{name}": static(name) for name in _PARTS}
    return json.dumps({"imports": own | engine | parts})


def offline_files() -> list[str]:
    """Give the addresses of all that the page needs without a connection."""
    names = [*_REST, "vendor/vue.js", _ENGINE, *_PARTS]
    names += [f"field_client/{name}.js" for name in _OWN]
    return [*(static(name) for name in names), reverse("map_areas")]


def sign() -> str:
    """Name this state of the files: a page that was kept with others is another page."""
    return hashlib.sha256("\n".join(offline_files()).encode()).hexdigest()
