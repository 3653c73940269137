"""The first page of each person: what waits, what is late, what rises."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET

from townline.casework.today.ports import (
    Bar,
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

# Small charts as coordinates for SVG; the style sheet colours them.
_ROUND = 119.4  # the circumference of a ring with a radius of 19
_FULL = 100
# The parts of a bar, as the kit colours them.
KINDS = ("late", "soon", "")


@dataclass(frozen=True, slots=True)
class BarPiece:
    """A part of a bar in per cent: what it counts, where it begins, how long it is."""

    kind: str
    x: float
    width: float


def pieces(bar: Bar, most: int) -> list[BarPiece]:
    """Lay what is late, due soon and the rest behind one another; ``most`` fills the bar."""
    found: list[BarPiece] = []
    begin = 0.0
    for kind, number in zip(KINDS, (bar.late, bar.soon, bar.rest), strict=True):
        width = round(_FULL * number / most, 1)
        if number:
            found.append(BarPiece(kind, round(begin, 1), width))
        begin += width
    return found


def arc(share: float) -> str:
    """Give the dashes of a ring that is so full."""
    return f"{min(max(share, 0.0), 1.0) * _ROUND:.1f} {_ROUND}"


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
        "bars": [(bar, pieces(bar, section.most)) for bar in section.bars],
        "rings": [_ring(ring) for ring in section.rings],
        "legend": list(zip(KINDS, section.legend, strict=True)),
        "is_empty": not (section.rows or section.bars or section.rings),
    }


def _ring(ring: Ring) -> dict[str, Any]:
    return {"ring": ring, "arc": arc(ring.share)}
