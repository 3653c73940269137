"""The one writer of what is edited: a version, a line of history, and what is in use, at once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Max

from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.models import District
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Viewer
from townline.platform.editing.errors import (
    EditConflict,
    EditNotAllowed,
    EditNotFound,
    SampleNotSent,
)
from townline.platform.editing.models import LoadedFile, Version
from townline.platform.editing.ports import EDITABLES, Editable, Raw, Value
from townline.platform.editing.selectors import LOAD, in_use, part_of

SAMPLE_SENT: Final = "district:sample:send"
_VERBS = {"edit": "change", "undo": "undo", LOAD: "load"}


def history_tags(editable: Editable) -> dict[str, str]:
    """Give the events that a kind leaves in the history, by how a part was changed."""
    return {how: f"district:{editable.noun}:{verb}" for how, verb in _VERBS.items()}


def may_edit(editable: Editable, viewer: Viewer, *values: Value | None) -> bool:
    """Say whether a person decides about a part, by what it says and is to say."""
    return all(editable.may(viewer, one) for one in values if one is not None)


@transaction.atomic
def part_edit(
    act: Act, *, editable: Editable, key: str, value: Value | None, base: int, reason: str
) -> Version | None:
    """Let a part say something else (None: take it away), if nobody did so since ``base``.

    ``base``: the number of the version that was seen, 0 for none. Gives None where it says so
    already. Raises EditNotAllowed, EditNotFound, EditInvalid, EditConflict.
    """
    row = _lock_district()
    before = in_use(editable, row.settings).get(key)
    if before is None and (value is None or not (base or editable.adding)):
        raise EditNotFound(f"there is no {part_of(editable, key)}")
    _check_may(editable, act.viewer, before, value)
    if _number(part_of(editable, key)) != base:
        raise EditConflict("somebody else changed it meanwhile")
    new_value = None if value is None else editable.check(row.settings, key, value)
    if new_value == before:
        return None
    way = _Way(how="edit", actor=act.actor, now=act.now, reason=reason)
    return _write(row, editable, key, new_value, way)


@transaction.atomic
def part_restore(act: Act, *, editable: Editable, key: str, to: int, base: int) -> Version:
    """Let a part say again what it said in a version, 0 for before the first.

    Raises EditNotAllowed, EditNotFound, EditConflict.
    """
    row, part = _lock_district(), part_of(editable, key)
    found = {one.number: one for one in Version.objects.filter(part=part)}
    if not found or (to and to not in found):
        raise EditNotFound(f"there is no version {to} of {part}")
    value = found[to].after if to else found[1].before
    _check_may(editable, act.viewer, editable.written(row.settings).get(key), value)
    if max(found) != base:
        raise EditConflict("somebody else changed it meanwhile")
    if value is not None:
        # What it may say can have changed since: a service that is gone, a shorter limit.
        editable.check(row.settings, key, value)
    return _write(row, editable, key, value, _Way(how="undo", actor=act.actor, now=act.now))


def _check_may(editable: Editable, viewer: Viewer, *values: Value | None) -> None:
    if not may_edit(editable, viewer, *values):
        raise EditNotAllowed("an administrator decides about these words")


def _lock_district() -> District:
    """Let one person after the other change what the district says."""
    row = District.objects.select_for_update().first()
    if row is None:
        raise EditNotFound("no district is loaded")
    return row


def _number(part: str) -> int:
    last: int | None = Version.objects.filter(part=part).aggregate(last=Max("number"))["last"]
    return last or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How a part comes to say something else: ``edit``, ``undo`` or ``load``, and by whom."""

    how: str
    actor: audit.Actor
    now: dt.datetime
    reason: str = ""


def _write(row: District, editable: Editable, key: str, value: Value | None, way: _Way) -> Version:
    before = editable.written(row.settings).get(key)
    editable.put(row.settings, key, value)
    row.edited_at = way.now
    row.save(update_fields=["settings", "edited_at"])
    editable.stored(key, value)
    transaction.on_commit(district.forget)
    return _record(editable, key, before, value, way)


def _record(
    editable: Editable, key: str, before: Value | None, after: Value | None, way: _Way
) -> Version:
    part = part_of(editable, key)
    made = Version.objects.create(
        part=part,
        number=_number(part) + 1,
        before=before,
        after=after,
        how=way.how,
        actor=str(way.actor),
        actor_label=way.actor.label,
        reason=way.reason,
        at=way.now,
    )
    audit.record(
        audit.AuditEntry(
            subject="district",
            event=history_tags(editable)[way.how],
            actor=way.actor,
            at=way.now,
            reason=way.reason,
            data={"part": part, "version": made.number},
        )
    )
    return made


def load_record(*, before: Raw, after: Raw, now: dt.datetime) -> None:
    """Write a version of each part that a load of a folder changed, in its transaction."""
    if not before:
        return
    way = _Way(how=LOAD, actor=audit.SERVER, now=now)
    for editable in EDITABLES.value:
        old, new = editable.written(before), editable.written(after)
        for key in [*new, *(key for key in old if key not in new)]:
            if old.get(key) != new.get(key):
                _record(editable, key, old.get(key), new.get(key), way)


def files_keep(files: Mapping[str, bytes]) -> None:
    """Keep the files of the folder that is loaded, and no others, in the load's transaction."""
    LoadedFile.objects.exclude(name__in=files).delete()
    LoadedFile.objects.bulk_create(
        [LoadedFile(name=name, content=content) for name, content in files.items()],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["content"],
    )


@transaction.atomic
def sample_send(act: Act, *, editable: Editable, key: str, body: str) -> str:
    """Text a sample to the person's own verified number; give the number masked.

    Raises SampleNotSent where they verified none, or no automatic text may go there now.
    """
    own = departments.digest_of(act.viewer.staff_id).resident_id or 0
    known = conversations.residents_brief([own]).get(own)
    text = known and conversations.automatic_queue(
        resident_id=own, body=body, reference="", now=act.now
    )
    if known is None or text is None:
        raise SampleNotSent("verify a number of your own, and try again within the hour")
    audit.record(
        audit.AuditEntry(
            subject="district",
            event=SAMPLE_SENT,
            actor=act.actor,
            at=act.now,
            data={"part": part_of(editable, key)},
        )
    )
    return known.masked
