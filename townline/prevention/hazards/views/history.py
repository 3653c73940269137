"""The timeline of a hazard: who did what, when."""

import datetime as dt
from dataclasses import dataclass

from townline.platform.core.history import tags
from townline.platform.departments import api as departments
from townline.platform.web.templatetags.townline import who
from townline.prevention.hazards import api
from townline.prevention.hazards.selectors.labels import STEPS


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline."""

    at: dt.datetime
    who: str
    what: str
    reason: str


def lines(detail: api.HazardDetail) -> list[Moment]:
    """Give the history, oldest first; one query for the names."""
    ids = {number for line in detail.history if (number := _staff(line.actor))}
    people = departments.staff_names(ids) if ids else {}
    return [
        Moment(
            line.at,
            who(people.get(_staff(line.actor)), line.actor_label),
            " · ".join(filter(None, (tags.label(line.event), _step(line.data)))),
            line.reason,
        )
        for line in detail.history
    ]


def _staff(actor: str) -> int:
    kind, _, number = actor.partition(":")
    return int(number) if kind == "staff" and number.isdigit() else 0


def _step(data: dict[str, object]) -> str:
    word = STEPS.get(str(data.get("step", "")))
    return str(word) if word else ""
