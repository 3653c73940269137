"""Works at a home or a hazard, on its own page."""

from typing import Any

from townline.casework.cases.ports.panels import PanelContent
from townline.platform.departments.api import Act, Viewer
from townline.prevention.works.models import Measure
from townline.prevention.works.selectors import sight
from townline.prevention.works.sources import hazards, homes
from townline.prevention.works.views.pages import line


def home_section(act: Act, home: Any) -> PanelContent | None:  # noqa: ANN401 -- a row of another room
    """Give the works at a home of the surveys; one query."""
    return _section(homes.CODE, home.pk, act.viewer)


def hazard_section(act: Act, hazard: Any) -> PanelContent | None:  # noqa: ANN401 -- the same
    """Give the works at a hazard; one query."""
    return _section(hazards.CODE, hazard.pk, act.viewer)


def _section(source: str, number: int, viewer: Viewer) -> PanelContent | None:
    if not sight.reads(viewer):
        return None
    rows = Measure.objects.filter(object__source=source, object__reference=str(number))
    lines = [line(row) for row in rows.select_related("object").order_by("id")]
    return (
        PanelContent(template="works/side_works.html", context={"lines": lines}) if lines else None
    )
