"""One press on a home taken back, within ten minutes and while nobody went on from it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction

from townline.casework.cases.api import UNDO_WITHIN, UndoOver
from townline.platform.core.history import audit
from townline.platform.core.models import Transition
from townline.prevention.surveys.models import Home, PlannedVisit, Surveyor
from townline.prevention.surveys.rules.states import HomeEvent, HomeState, home_subject
from townline.prevention.surveys.services.duplicates import duplicate_close, duplicate_reopen
from townline.prevention.surveys.services.homes import ASSIGNED, homes_assign
from townline.prevention.surveys.services.transition import HOMES, home_lock

# What is said of a home without going on from where it stands.
_IGNORED_EVENTS = ("home:file:add", "home:link:make", "home:link:look", "home:link:revoke")


def undoable(home_id: int, staff_id: int | None, now: dt.datetime) -> Transition | None:
    """Give the press on a home that this person may still take back; one query."""
    lines = audit.history(home_subject(home_id)).exclude(event__in=_IGNORED_EVENTS)
    last = lines.order_by("-id").first()
    if last is None or last.event not in _BACK or last.actor != f"staff:{staff_id}":
        return None
    fresh = now < last.at + UNDO_WITHIN and not last.data.get("undo")
    return last if fresh and "was" in last.data else None


@transaction.atomic
def home_undo(*, home_id: int, actor: audit.Actor, now: dt.datetime) -> None:
    """Take back the last press on a home. Raises UndoOver, NotFound, WrongState."""
    home = home_lock(home_id)
    line = undoable(home_id, actor.id, now)
    if line is None:
        raise UndoOver("somebody went on from it, or ten minutes are over")
    _BACK[line.event](home, line.data, actor, now)


def _on_list(home: Home, data: dict[str, Any], actor: audit.Actor, now: dt.datetime) -> None:
    was = data["was"]
    duplicate_reopen(home)
    HOMES.move(
        home,
        HomeEvent.PUT_BACK,
        actor=actor,
        now=now,
        back_to=HomeState.GRADED if home.grade else HomeState.LISTED,
        changes={"excluded_for": "", "merged_into": None} | _days(was),
        data={"undo": True},
    )
    open_one = PlannedVisit.objects.filter(home=home, done_at=None)
    if was["visit"] and not open_one.exists():
        PlannedVisit.objects.filter(id=was["visit"]).update(done_at=None)


def _off_list(home: Home, data: dict[str, Any], actor: audit.Actor, now: dt.datetime) -> None:
    was = data["was"]
    into = Home.objects.filter(id=was["into"] or 0).first()
    HOMES.move(
        home,
        HomeEvent.MERGE if into else HomeEvent.EXCLUDE,
        actor=actor,
        now=now,
        changes={"excluded_for": was["why"], "merged_into": into} | _days(was),
        data={"undo": True, "why": was["why"]},
    )
    if into:
        duplicate_close(home, into.id, actor, now)


def _days(was: dict[str, Any]) -> dict[str, Any]:
    day, at = was["come_back_on"], was["settled_at"]
    return {
        "come_back_on": dt.date.fromisoformat(day) if day else None,
        "settled_at": dt.datetime.fromisoformat(at) if at else None,
    }


def _undo_assignment(
    home: Home, data: dict[str, Any], actor: audit.Actor, now: dt.datetime
) -> None:
    before = Surveyor.objects.filter(id=data["was"] or 0).first()
    homes_assign(home_ids=[home.id], surveyor=before, actor=actor, now=now)


type _Undo = Callable[[Home, dict[str, Any], audit.Actor, dt.datetime], None]
_BACK: dict[str, _Undo] = {
    HomeEvent.EXCLUDE.tag: _on_list,
    HomeEvent.MERGE.tag: _on_list,
    HomeEvent.PUT_BACK.tag: _off_list,
    ASSIGNED: _undo_assignment,
}
