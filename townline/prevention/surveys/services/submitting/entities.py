"""What phones say of homes themselves, written the same in whichever order it comes."""

import datetime as dt
from collections.abc import Container, Iterable, Mapping
from typing import Any

from django.db import transaction

from townline.casework.cases.api import NotFound
from townline.platform.core.history import audit
from townline.prevention.surveys.models import EntityUpdate, Home, Submission
from townline.prevention.surveys.rules.filled import Filled
from townline.prevention.surveys.rules.states import HomeEvent
from townline.prevention.surveys.rules.updates import Update, UpdateOutcome, UpdateState, settle
from townline.prevention.surveys.rules.xforms import once, shape
from townline.prevention.surveys.services.transition import HOMES, home_lock

_NOTE, _POSITION = "note", "geometry"
_LONGEST = 500


def entity_note(row: Submission, filled: Filled, home: Home, *, now: dt.datetime) -> None:
    """Write down what a submission says of its home, once."""
    entity = filled.entity
    if entity is None or entity.id != home.uuid:
        return
    saves = shape(row.form.xform).saves
    changes = {
        saves[once(path)]: value[:_LONGEST]
        for path, value in filled.answers.items()
        if once(path) in saves
    }
    EntityUpdate.objects.get_or_create(
        submission=row,
        defaults={
            "home": home,
            "base_version": entity.base_version,
            "trunk_version": entity.trunk_version,
            "branch_id": entity.branch_id,
            "changes": changes,
            "state": UpdateState.WAITING,
            "at": now,
        },
    )


def entities_settle(home: Home, *, actor: audit.Actor, now: dt.datetime) -> None:
    """Put what is known of a locked home together, and write what came of it."""
    rows = list(EntityUpdate.objects.filter(home=home).select_related("submission"))
    if not rows:
        return
    counting = [row for row in rows if row.submission.replaced_by_id is None]
    # As it was before what is new: what people wrote since then by hand stays.
    before = _merge_updates(row for row in rows if row.version is not None)
    after = _merge_updates(counting)
    news = {n: v for n, v in after.values.items() if before.values.get(n) != v}
    states = {row.id: after.states.get(row.submission.instance_id, row.state) for row in rows}
    fresh = [row for row in rows if row.version is None and _is_applied(states[row.id])]
    if fresh or news:
        _move(home, news, actor, now)
    _write(rows, states, {row.id for row in fresh}, home.version)


def _merge_updates(rows: Iterable[EntityUpdate]) -> UpdateOutcome:
    return settle(_update(row) for row in rows if row.state != UpdateState.DROPPED)


def _update(row: EntityUpdate) -> Update:
    base = row.base_version or 0
    return Update(
        key=row.submission.instance_id,
        base=base,
        trunk=min(base, base if row.trunk_version is None else row.trunk_version),
        # Without a chain of its own it stands alone.
        branch=row.branch_id or row.submission.instance_id,
        changes=row.changes,
        filled_at=row.submission.filled_at,
        version=row.version,
        chosen=row.state == UpdateState.CHOSEN,
    )


def _write(
    rows: Iterable[EntityUpdate], states: Mapping[int, str], fresh: Container[int], version: int
) -> None:
    for row in rows:
        was = (row.state, row.version)
        row.state = states[row.id]
        row.version = version if row.id in fresh else row.version
        if (row.state, row.version) != was:
            row.save(update_fields=["state", "version"])


def _is_applied(state: str) -> bool:
    return state not in {UpdateState.WAITING, UpdateState.DROPPED}


def _move(home: Home, news: Mapping[str, str], actor: audit.Actor, now: dt.datetime) -> None:
    HOMES.move(
        home,
        HomeEvent.UPDATE,
        actor=actor,
        now=now,
        changes=_columns(home, news),
        data={"columns": sorted(news)},
    )


def _columns(home: Home, news: Mapping[str, str]) -> dict[str, Any]:
    """Give what properties are as columns; what has no column stands among the attributes."""
    rest = {n: v for n, v in news.items() if n not in {_NOTE, _POSITION}}
    columns: dict[str, Any] = {"attributes": home.attributes | rest} if rest else {}
    if _NOTE in news:
        columns["note"] = news[_NOTE]
    if point := position(news.get(_POSITION, "")):
        columns |= {"latitude": point[0], "longitude": point[1], "located_by": "hand"}
    return columns


def position(text: str) -> tuple[float, float] | None:
    """Read a geopoint (latitude longitude altitude accuracy), in degrees; None for none."""
    try:
        latitude, longitude = (float(part) for part in text.split()[:2])
    except ValueError:
        return None
    inside = -90 <= latitude <= 90 and -180 <= longitude <= 180  # noqa: PLR2004 -- degrees
    return (latitude, longitude) if inside else None


@transaction.atomic
def entity_decide(*, home_id: int, update_id: int, actor: audit.Actor, now: dt.datetime) -> None:
    """Let one of updates that conflict count, as a person chose; the others are let go.

    Raises NotFound, also for one that does not conflict any more.
    """
    home = home_lock(home_id)
    rest = EntityUpdate.objects.filter(home=home, state=UpdateState.CONFLICT)
    chosen = rest.filter(id=update_id).select_related("submission").first()
    if chosen is None:
        raise NotFound(f"home {home_id} has no conflict {update_id}")
    chosen.state = UpdateState.CHOSEN
    chosen.save(update_fields=["state"])
    rest.exclude(id=chosen.id).update(state=UpdateState.DROPPED)
    entities_settle(home, actor=actor, now=now)
    news = _merge_updates([chosen]).values
    _move(home, news, actor, now)
