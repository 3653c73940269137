"""A visit ready to draw: mark, words for its time and place, photos."""

from dataclasses import dataclass

from townline.casework.cases import api as cases
from townline.casework.cases.views import labels
from townline.casework.cases.views.photos import PhotoDisplay, photo_displays
from townline.casework.visits import api
from townline.platform.core import clock
from townline.platform.web import moments


@dataclass(frozen=True)
class ShownVisit:
    """``icon``, ``level`` and ``word`` make its mark; ``today``: its day is the present one."""

    visit: api.VisitView
    icon: str
    level: str
    word: str
    place: str
    photos: list[PhotoDisplay]

    @property
    def may(self) -> frozenset[str]:
        """What can be done with it now, without the entity's name: ``start``, ``finish``."""
        return frozenset(event.removeprefix("visit_") for event in self.visit.allowed)

    @property
    def can_begin(self) -> bool:
        """Whether it is of today, so that pressing "on the way" makes sense."""
        return moments.day(self.visit.planned_at) == moments.day(clock.now())


def visit_display(visit: api.VisitView) -> ShownVisit:
    """Put words to a visit."""
    there = visit.is_live and visit.arrived_at is not None
    icon, level, word = labels.VISIT_STATES["arrived" if there else visit.state]
    return ShownVisit(
        visit=visit,
        icon=icon,
        level=level,
        word=str(word),
        place=place_of(visit.spot),
        photos=photo_displays(visit_photo.photo for visit_photo in visit.photos),
    )


def place_of(spot: cases.CaseSpot | None) -> str:
    """Say where: the name, else the position; nothing where neither is known."""
    if spot is None:
        return ""
    if spot.name_ko:
        return spot.name_en if moments.english() else spot.name_ko
    return f"{spot.point[0]:.5f}, {spot.point[1]:.5f}" if spot.point else ""
