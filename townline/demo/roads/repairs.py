"""What the radar saw, what it was, and how far its repair has come."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from townline.demo.stories.drawing import draw_photo
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import UploadedPhoto
from townline.platform.core import district
from townline.platform.departments.api import Act, Viewer
from townline.prevention.hazards import api as hazards
from townline.prevention.hazards.api import HazardStep
from townline.prevention.hazards.explorations import api as explorations
from townline.prevention.hazards.explorations.api import Finding, LineView, Method

_MINUTE, _HOUR, _DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
# How far a spot has come, in the order of what is done about it.
_UNTIL = (
    "reported", "on_site", "made_safe", "sent", "accepted", "done", "repaired", "closed"
)  # fmt: skip
_SPACE = uuid.UUID("6ff0b0b0-0b06-4b5e-9f0c-d0e0a11f7a2e")


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does it: an officer on the spot, a head who decides what everybody sees."""

    officer: Viewer
    head: Viewer


def pictures(now: dt.datetime) -> dict[str, list[UploadedPhoto]]:
    """Draw the photos once: each is looked at in a process of its own, a third of a second."""
    names = {"before": "pothole", "safe": "cordon", "after": "patched"}
    return {
        moment: [conversations.photo_take(data=draw_photo(name, None), now=now)]
        for moment, name in names.items()
    }


@dataclass(frozen=True, slots=True)
class Repair:
    """One spot on its way, at the moments that ``at`` gives."""

    hazard_id: int
    told: dict[str, Any]
    begun: dt.datetime
    now: dt.datetime
    crew: Crew
    photos: dict[str, list[UploadedPhoto]]
    shown: list[int] = field(default_factory=list)  # photos of before and after, by their ids

    def go(self) -> None:
        """Do what was done until now."""
        reached = _UNTIL.index(self.told["until"])
        steps: tuple[Callable[[], None], ...] = (self._arrive, self._make_safe)
        for step in steps[:reached]:
            step()
        if reached >= _UNTIL.index("made_safe"):
            hazards.hazard_release(
                Act(self.crew.head, self._at(_HOUR)), hazard_id=self.hazard_id, released=True
            )
        if reached >= _UNTIL.index("sent"):
            self._order(reached)
        if reached >= _UNTIL.index("closed"):
            hazards.hazard_step(
                Act(self.crew.officer, self._at(45 * _DAY)), hazard_id=self.hazard_id,
                step=HazardStep.RECHECK,
            )  # fmt: skip
        if self.told.get("photos"):
            self._show()

    def _at(self, after: dt.timedelta) -> dt.datetime:
        return min(self.begun + after, self.now)

    def _arrive(self) -> None:
        self._look(HazardStep.ARRIVE, 30 * _MINUTE, "before", "before")

    def _make_safe(self) -> None:
        self._look(HazardStep.MAKE_SAFE, 50 * _MINUTE, "safe")

    def _look(self, step: HazardStep, after: dt.timedelta, picture: str, moment: str = "") -> None:
        self._keep(self._told(step, after, moment), after, picture)

    def _keep(
        self,
        look: hazards.SiteInspection,
        after: dt.timedelta,
        picture: str,
        order: int | None = None,
    ) -> None:
        row = hazards.evidence_import(
            Act(self.crew.officer, self._at(after)), hazard_id=self.hazard_id, look=look,
            uploads=self.photos[picture], order_id=order,
        )  # fmt: skip
        if look.moment:
            self.shown.extend(row.photos.values_list("id", flat=True))

    def _told(
        self, step: HazardStep, after: dt.timedelta, moment: str = "", *, done: bool = True
    ) -> hazards.SiteInspection:
        return hazards.SiteInspection(
            key=uuid.uuid5(_SPACE, f"{self.hazard_id} {step} {after} {moment} {done}"),
            step=step, seen_at=self._at(after), done=done, moment=moment,
        )  # fmt: skip

    def _order(self, reached: int) -> None:
        due = self._at(20 * _DAY).astimezone(district.current().zone).date() + 3 * _DAY
        order = hazards.order_send(
            Act(self.crew.officer, self._at(2 * _HOUR)), hazard_id=self.hazard_id,
            contractor=self.told["firm"], due_on=due, material="유동성 채움재",
        )  # fmt: skip
        token = order.address.rpartition("/")[2]
        if reached < _UNTIL.index("accepted"):
            return
        holder = hazards.order_accept(
            token=token, holder="", now=self._at(5 * _HOUR), planned_on=None
        )
        if reached >= _UNTIL.index("done"):
            self._finish(order.id, token, holder)
        if reached >= _UNTIL.index("repaired"):
            hazards.order_approve(Act(self.crew.officer, self._at(12 * _DAY)), order_id=order.id)

    def _finish(self, order_id: int, token: str, holder: str) -> None:
        look = self._told(HazardStep.REPAIR, 11 * _DAY, "after", done=False)
        self._keep(look, 11 * _DAY, "after", order_id)
        hazards.order_look(
            token=token, holder=holder, now=self._at(11 * _DAY + _HOUR),
            look=self._told(HazardStep.REPAIR, 11 * _DAY + _HOUR), files=[],
        )  # fmt: skip

    def _show(self) -> None:
        for photo_id in self.shown:
            hazards.photo_release(
                Act(self.crew.head, self._at(13 * _DAY)), hazard_id=self.hazard_id,
                photo_id=photo_id, released=True,
            )  # fmt: skip


def record_finding(
    act: Act, entry: dict[str, Any], line: LineView, number: int
) -> tuple[int | None, dt.datetime]:
    """Write down what the radar saw, and what drilling found; give the hazard, if it is one."""
    assert line.explored_on is not None  # noqa: S101 -- a planned line saw nothing
    seen = dt.datetime.combine(line.explored_on, dt.time(10), tzinfo=district.current().zone)
    anomaly = explorations.anomaly_find(
        Act(act.viewer, seen), line_id=line.id,
        finding=Finding(number=f"A{number:02}", position_m=line.length_m * 0.5,
                        found_on=line.explored_on, depth_m=0.4),
    )  # fmt: skip
    ago = entry.get("checked_days_ago", 0)
    if ago is None:
        return None, act.now
    at = seen + 6 * _DAY if not ago else act.now - ago * _DAY
    explorations.anomaly_check(
        Act(act.viewer, at), anomaly_id=anomaly.pk, look=_check_result(entry, at)
    )
    cavity = explorations.cavity_of(anomaly.pk)
    return (cavity.hazard_id if cavity else None), at


_SIZES = ("asphalt_cm", "cover_cm", "width_m", "length_m", "depth_m")


def _check_result(entry: dict[str, Any], at: dt.datetime) -> explorations.AnomalyCheck:
    sizes = {name: entry[name] for name in _SIZES if name in entry}
    day = at.astimezone(district.current().zone).date()
    return explorations.AnomalyCheck(
        method=Method.DRILLING, checked_on=day, hollow=bool(sizes), **sizes
    )  # fmt: skip


def choose_line(lines: Sequence[LineView], road: str, at: float) -> LineView:
    """Choose the stretch of a road that lies so far along it (0 to 1)."""
    own = sorted((one for one in lines if one.address.startswith(road)), key=lambda one: one.id)
    return own[min(int(at * len(own)), len(own) - 1)]
