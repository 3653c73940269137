"""Files of homes: small ones read at once, large ones by a job whose page shows how far it is."""

import datetime as dt
import hashlib
import json
import zlib
from typing import Any

from django.db import transaction

from townline.platform.core import clock, jobs, sandbox
from townline.platform.core.history import audit
from townline.prevention.surveys.errors import AlreadyImported, UnreadableList
from townline.prevention.surveys.models import ListImport
from townline.prevention.surveys.selectors.homes import kind_of
from townline.prevention.surveys.services import importing, tables

AT_ONCE_BYTES = 500_000  # some thousand rows: read while the person waits
_TASK = "townline.prevention.surveys.tasks.read_list"
_COMPARE = "townline.prevention.surveys.tasks.compare_list"
_TAKE = "townline.prevention.surveys.tasks.take_list"


def subject_of(draft_id: int) -> str:
    """Name the jobs of a file."""
    return f"survey_list:{draft_id}"


def list_upload(
    *,
    kind: str,
    file_name: str,
    content: bytes,
    sheet: str,
    actor: audit.Actor,
    now: dt.datetime,
    budget: sandbox.Budget | None = None,
) -> ListImport:
    """Store a file until a person has checked its columns and what it would do.

    A large one is read by a job, unless ``budget`` says how long the caller waits. A book of
    several sheets is stored too, with the question which one is meant. Raises UnreadableList,
    UnknownKind; a caller that waits has nothing stored then.
    """
    kind_of(kind)
    draft = ListImport(
        kind=kind,
        file_name=file_name[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        sheet=sheet[:60],
        at=now,
        by_id=actor.id if actor.kind == "staff" else None,
    )
    if len(content) > tables.MOST_BYTES or len(content) <= AT_ONCE_BYTES or budget:
        _read(draft, budget)
        draft.save()
    else:
        draft.long = True
        list_read_again(draft, sheet, now)
    return draft


def _read(draft: ListImport, budget: sandbox.Budget | None) -> None:
    try:
        _fill(draft, tables.read(bytes(draft.content or b""), draft.sheet, budget))
    except UnreadableList as error:
        if budget or "names" not in error.extra:
            raise
        draft.refusal = error.extra


@transaction.atomic
def list_read_again(draft: ListImport, sheet: str, now: dt.datetime) -> None:
    """Read a file anew, of several sheets this one; a large one by a job."""
    draft.sheet, draft.refusal = sheet[:60], {}
    if not draft.long:
        _read(draft, None)
    draft.save()
    if draft.long:
        _start(draft, _TASK, "reading", now)


def list_read(draft_id: int) -> None:
    """Read a file as a job and compare it with the list; what is wrong with it is stored."""
    draft = ListImport.objects.filter(id=draft_id, taken_at=None).first()
    if draft is None or draft.content is None:
        return
    with jobs.job_carry_out(subject_of(draft_id)) as report:
        try:
            _fill(draft, tables.read(bytes(draft.content), draft.sheet, sandbox.LONG, report))
            draft.save()
            _compare(draft)
        except UnreadableList as error:
            ListImport.objects.filter(id=draft_id).update(refusal=error.extra)


def list_compare(draft_id: int) -> None:
    """Compare a file that was read with the list, as a job."""
    draft = ListImport.objects.filter(id=draft_id, taken_at=None).first()
    if draft is None:
        return
    with jobs.job_carry_out(subject_of(draft_id)):
        try:
            _compare(draft)
        except UnreadableList as error:
            ListImport.objects.filter(id=draft_id).update(refusal=error.extra)


def list_take_later(*, draft_id: int, actor: audit.Actor, now: dt.datetime) -> None:
    """Have a job take a file in for a person."""
    jobs.job_start(
        subject=subject_of(draft_id), task=_TAKE, phase="taking", now=now, draft_id=draft_id,
        staff_id=actor.id, label=actor.label,
    )  # fmt: skip


def list_take_run(draft_id: int, actor: audit.Actor) -> None:
    """Take a file in as a job; one that was taken in meanwhile stays as it is."""
    with jobs.job_carry_out(subject_of(draft_id)):
        try:
            importing.list_take(draft_id=draft_id, actor=actor, now=clock.now())
        except AlreadyImported:
            return


def list_columns(draft: ListImport, columns: importing.ListColumns, *, now: dt.datetime) -> None:
    """Say what the columns of a stored file mean; a large one is compared anew by a job."""
    changed = draft.mapping != columns.stored()
    draft.mapping = columns.stored()
    draft.save(update_fields=["mapping"])
    if draft.long and (changed or draft.refusal):
        with transaction.atomic():
            ListImport.objects.filter(id=draft.id).update(counts={}, problems=[], refusal={})
            _start(draft, _COMPARE, "comparing", now)


def _start(draft: ListImport, task: str, phase: str, now: dt.datetime) -> None:
    jobs.job_start(subject=subject_of(draft.id), task=task, phase=phase, now=now, draft_id=draft.id)


def _fill(draft: ListImport, table: tables.ListTable) -> None:
    draft.table = pack_table(table)
    draft.rows = len(table.rows)
    draft.sheet = table.sheet[:60]
    draft.mapping = importing.columns_of(draft.kind, table.headings).stored()


def _compare(draft: ListImport) -> None:
    """Store what a file would do. Raises UnreadableList."""
    jobs.job_phase(subject_of(draft.id), "comparing")
    found = importing.list_plan(draft)
    problems: list[dict[str, Any]] = importing.problems_of(found)
    ListImport.objects.filter(id=draft.id).update(counts=found.counts(), problems=problems)


def pack_table(table: tables.ListTable) -> bytes:
    """Pack a table for its row: it was parsed once, and is not parsed again."""
    written = json.dumps([table.headings, table.rows, table.sheet], ensure_ascii=False)
    return zlib.compress(written.encode(), 1)
