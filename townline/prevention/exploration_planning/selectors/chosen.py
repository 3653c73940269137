"""Chosen sections, as lines for a file or a campaign."""

from collections.abc import Sequence

import shapely

from townline.platform.geofiles.api import Feature
from townline.prevention.exploration_planning.models import Section


def section_features(ids: Sequence[int]) -> list[Feature]:
    """Give sections with name and surface, in the order of ``ids``; one query."""
    found = Section.objects.in_bulk(ids)
    known = [found[number] for number in ids if number in found]
    return [
        Feature(
            at,
            shapely.from_wkb(bytes(section.shape)),
            {"surface": section.surface, "address": section.name},
        )
        for at, section in enumerate(known, 1)
    ]
