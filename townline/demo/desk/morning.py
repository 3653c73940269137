"""What the demo's mayor has said already this morning, to the departments that have it."""

import datetime as dt
import json
from pathlib import Path

from townline.casework.answers import api as answers
from townline.casework.cases import api as cases
from townline.demo.stories import pace
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act

_INSTRUCTED_AGO = dt.timedelta(minutes=20)


def morning(now: dt.datetime, folder: Path) -> int:
    """Give the mayor's instructions; returns how many. A case that is not open is left out."""
    words = json.loads((folder / "staff_words.json").read_text(encoding="utf-8"))
    mayor = departments.staff_by_username("mayor")
    if mayor is None:
        return 0
    viewer, given = departments.viewer_of(mayor, now=now), 0
    for each in words["instructions"]:
        filters = cases.CaseFilters(view="with_department", q=each["case"])
        for row in cases.cases_list(Act(viewer, now), filters=filters, limit=1).rows:
            answers.case_instruct(
                Act(
                    viewer,
                    max(pace.at_work(now - _INSTRUCTED_AGO, row.last_text_at), row.last_text_at),
                ),
                code=row.code,
                department=row.department or "",
                body=each["body"],
            )
            given += 1
    return given
