"""The homes of the list at the address that a case tells of, beside the case."""

from townline.casework.cases import api as cases
from townline.casework.cases.ports import PanelContent
from townline.platform.core.text.addresses import parse_address
from townline.platform.departments.api import Act
from townline.prevention.surveys.selectors import homes as sight
from townline.prevention.surveys.selectors.homes import homes_at, kinds
from townline.prevention.surveys.views.homes import describe_home


def _photo_point(detail: cases.Detail) -> tuple[float, float] | None:
    """Give where the last photo of a resident was taken, if one says so."""
    photos = [p for text in detail.thread if text.direction == "in" for p in text.photos]
    for photo in reversed(photos):
        if photo.latitude is not None and photo.longitude is not None:
            return photo.latitude, photo.longitude
    return None


def panel(act: Act, detail: cases.Detail) -> PanelContent | None:
    """Give homes at the address in the title or the texts; no query where there is none."""
    if not kinds() or not sight.reads(act.viewer):
        return None
    words = [detail.row.title, *(t.body for t in detail.thread if t.direction == "in")]
    place = next((found for each in words if (found := parse_address(each).place)), "")
    homes = [(describe_home(home), exact) for home, exact in homes_at(place, _photo_point(detail))]
    context = {"homes": homes, "place": place}
    return PanelContent(template="surveys/side_homes.html", context=context) if homes else None
