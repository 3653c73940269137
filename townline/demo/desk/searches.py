"""Searches that staff of the demo keep, some of them for their whole department."""

import datetime as dt
import json
from pathlib import Path

from townline.casework.search import api as search
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act

_WEEK = dt.timedelta(days=7)


def searches(now: dt.datetime, folder: Path) -> None:
    """Keep them; of staff that the district does not have none is kept."""
    words = json.loads((folder / "staff_words.json").read_text(encoding="utf-8"))
    for each in words["searches"]:
        staff = departments.staff_by_username(each["staff"])
        if staff is None:
            continue
        search.search_save(
            Act(departments.viewer_of(staff, now=now), now - _WEEK),
            name=each["name"],
            page=each["page"],
            filters=each["wish"],
            shared=each["shared"],
        )
