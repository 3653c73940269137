"""The story of ``roads.json``, told through the doors of explorations and hazards."""

import datetime as dt
import json
from pathlib import Path

from townline.casework.alarms import api as alarms
from townline.demo.roads.lines import campaigns, name_of
from townline.demo.roads.repairs import Crew, Repair, chosen, found, pictures
from townline.platform.core import district
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Viewer
from townline.prevention.explorations import api as explorations


def roads(now: dt.datetime, folder: Path) -> int:
    """Tell two years of it; returns how many spots were found. Nobody is told of them now."""
    told = json.loads((folder / "roads.json").read_text(encoding="utf-8"))
    crew = Crew(_viewer("roads.officer", now), _viewer("roads.head", now))
    _plan(Act(crew.head, now), told["plan"])
    campaigns(Act(crew.head, now), told["campaigns"], folder)
    lines = {
        each["key"]: [
            line
            for line in explorations.lines(surface=each["surface"])
            if line.campaign == name_of(each, now)
        ]
        for each in told["campaigns"]
    }
    photos = pictures(now)
    with alarms.untold():
        for number, each in enumerate(told["found"], 1):
            line = chosen(lines[each["campaign"]], each["road"], each["at"])
            hazard, begun = found(Act(crew.officer, now), each, line, number)
            if hazard is not None:
                Repair(hazard, each, begun, now, crew, photos).go()
    return len(told["found"])


def _plan(act: Act, told: dict[str, int]) -> None:
    year = act.now.astimezone(district.current().zone).year - told["years_ago"]
    explorations.year_plan(
        by=act.viewer, year=year, planned_km=told["km"], budget=told["budget"], now=act.now
    )  # fmt: skip


def _viewer(username: str, now: dt.datetime) -> Viewer:
    staff = departments.staff_by_username(username)
    assert staff is not None, username  # noqa: S101 -- the demo's own people
    return departments.viewer_of(staff, now=now)
