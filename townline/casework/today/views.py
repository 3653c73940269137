"""The first page of each person: what waits, what is late, what rises."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET

from townline.casework.today import drawing
from townline.casework.today.ports import (
    Part,
    Ring,
    Section,
    Tile,
    begins_elsewhere,
    on_ground,
    part,
)
from townline.casework.today.rules import Layout, layout_of
from townline.platform.departments.api import Viewer
from townline.platform.departments.guards import act_of
from townline.platform.web.showing.sparks import spark
from townline.platform.web.staff import staff_page

_LEADS = 2
_SETTINGS = "/settings/"


@require_GET
@staff_page()
def today(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show a person their day, or send them where their role begins."""
    elsewhere = begins_elsewhere(request)
    layout = layout_of(viewer.role, ground=on_ground(viewer))
    if elsewhere or layout is None:
        return HttpResponseRedirect(elsewhere or _SETTINGS)
    parts = {name: found for name in layout.names if (found := part(name, request))}
    context = _page(layout, parts) | {"now": act_of(request).now}
    return render(request, "today/today.html", context)


def _page(layout: Layout, parts: dict[str, Part]) -> dict[str, Any]:
    given = [parts[name] for name in layout.names if name in parts]
    return {
        "leads": [one.lead for one in given if one.lead][:_LEADS],
        "press": next((one.press for one in given if one.press), None),
        "tiles": [_tile(one.tile) for one in _of(layout.tiles, parts) if one.tile],
        "wide": _cards(layout.wide, parts),
        "side": _cards(layout.side, parts),
    }


def _of(names: tuple[str, ...], parts: dict[str, Part]) -> list[Part]:
    return [parts[name] for name in names if name in parts]


def _tile(tile: Tile) -> dict[str, Any]:
    return {"tile": tile, "spark": spark(tile.values)}


def _cards(names: tuple[str, ...], parts: dict[str, Part]) -> list[dict[str, Any]]:
    return [
        _card(name, section)
        for name in names
        if name in parts and (section := parts[name].section) is not None
    ]


def _card(name: str, section: Section) -> dict[str, Any]:
    return {
        "name": name,
        "section": section,
        "rows": [(row, spark(row.values)) for row in section.rows],
        "bars": [(bar, drawing.pieces(bar, section.most)) for bar in section.bars],
        "rings": [_ring(ring) for ring in section.rings],
        "legend": list(zip(drawing.KINDS, section.legend, strict=True)),
        "is_empty": not (section.rows or section.bars or section.rings),
    }


def _ring(ring: Ring) -> dict[str, Any]:
    return {"ring": ring, "arc": drawing.arc(ring.share)}
