"""The homes of the list at the address that a case tells of, beside the case."""

from townline.casework.cases import api as cases
from townline.casework.cases.ports.panels import Shown
from townline.platform.core.text.addresses import parsed
from townline.platform.departments.api import Act
from townline.prevention.surveys.selectors import sight
from townline.prevention.surveys.selectors.homes import homes_at
from townline.prevention.surveys.selectors.kinds import kinds
from townline.prevention.surveys.views.homes import shown


def _taken(detail: cases.Detail) -> tuple[float, float] | None:
    """Give where the last photo of a resident was taken, if one says so."""
    photos = [p for text in detail.thread if text.direction == "in" for p in text.photos]
    for photo in reversed(photos):
        if photo.latitude is not None and photo.longitude is not None:
            return photo.latitude, photo.longitude
    return None


def panel(act: Act, detail: cases.Detail) -> Shown | None:
    """Give homes at the address in the title or the texts; no query where there is none."""
    if not kinds() or not sight.reads(act.viewer):
        return None
    words = [detail.row.title, *(t.body for t in detail.thread if t.direction == "in")]
    place = next((told for each in words if (told := parsed(each).place)), "")
    homes = [(shown(home), exact) for home, exact in homes_at(place, _taken(detail))]
    context = {"homes": homes, "place": place}
    return Shown(template="surveys/side_homes.html", context=context) if homes else None
