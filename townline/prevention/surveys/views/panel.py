"""The homes of the list at the address that a case tells of, beside the case."""

import datetime as dt

from townline.casework.cases import api as cases
from townline.casework.cases.ports.panels import Shown
from townline.platform.departments.api import Viewer
from townline.prevention.surveys.rules.addresses import parsed
from townline.prevention.surveys.selectors import sight
from townline.prevention.surveys.selectors.homes import homes_at
from townline.prevention.surveys.selectors.kinds import kinds
from townline.prevention.surveys.views.homes import shown


def panel(detail: cases.Detail, viewer: Viewer, now: dt.datetime) -> Shown | None:
    """Give homes at the address in the title or the texts; no query where there is none."""
    del now
    if not kinds() or not sight.reads(viewer):
        return None
    words = [detail.row.title, *(t.body for t in detail.thread if t.direction == "in")]
    place = next((told for each in words if (told := parsed(each).place)), "")
    homes = [shown(home) for home in homes_at(place)]
    context = {"homes": homes, "place": place}
    return Shown(template="surveys/side_homes.html", context=context) if homes else None
