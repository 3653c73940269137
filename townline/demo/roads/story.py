"""The story of ``roads.json``, told through the doors of explorations and hazards."""

import datetime as dt
import json
from pathlib import Path

from townline.casework.alarms import api as alarms
from townline.demo.roads.lines import campaigns, name_of
from townline.demo.roads.repairs import Crew, Repair, choose_line, pictures, record_finding
from townline.platform.core import district
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Viewer
from townline.prevention.hazards.explorations import api as explorations


def roads(now: dt.datetime, folder: Path) -> int:
    """Tell two years of it; returns how many spots were found. Nobody is told of them now."""
    script = json.loads((folder / "roads.json").read_text(encoding="utf-8"))
    crew = Crew(_viewer("roads.officer", now), _viewer("roads.head", now))
    _plan(Act(crew.head, now), script["plan"])
    campaigns(Act(crew.head, now), script["campaigns"], folder)
    lines = {
        each["key"]: [
            line
            for line in explorations.lines(surface=each["surface"])
            if line.campaign == name_of(each, now)
        ]
        for each in script["campaigns"]
    }
    photos = pictures(now)
    with alarms.untold():
        for number, each in enumerate(script["found"], 1):
            line = choose_line(lines[each["campaign"]], each["road"], each["at"])
            hazard, begun = record_finding(Act(crew.officer, now), each, line, number)
            if hazard is not None:
                Repair(hazard, each, begun, now, crew, photos).go()
    return len(script["found"])


def _plan(act: Act, plan_data: dict[str, int]) -> None:
    year = act.now.astimezone(district.current().zone).year - plan_data["years_ago"]
    explorations.year_plan(
        by=act.viewer,
        year=year,
        planned_km=plan_data["km"],
        budget=plan_data["budget"],
        now=act.now,
    )


def _viewer(username: str, now: dt.datetime) -> Viewer:
    staff = departments.staff_by_username(username)
    assert staff is not None, username  # noqa: S101 -- the demo's own people
    return departments.viewer_of(staff, now=now)
