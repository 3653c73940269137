"""Papers of many are made by a job, which says how far it is; no transaction is open meanwhile."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from procrastinate.contrib.django import app

from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto
from townline.platform.departments.api import Act
from townline.platform.web.pdf import PdfMissing
from townline.prevention.works.errors import NothingToPrint
from townline.prevention.works.models import Press
from townline.prevention.works.ports import papers

JOB = "townline.prevention.works.tasks.press_papers"
MOST = 500  # papers of one file: some tens of seconds, some hundred megabytes
AT_ONCE = 5  # so many are made while the person waits: less than two seconds
SILENT = dt.timedelta(minutes=2)  # a job that says nothing for so long is taken for dead
_PAUSE = dt.timedelta(seconds=1)
_ANEW: dict[str, Any] = {"seen_at": None, "finished_at": None, "failed": "", "made": 0}


@transaction.atomic
def press_ask(act: Act, *, kind: str, ids: Sequence[int], language: str) -> Press:
    """Ask for papers of these, at most MOST, and start the job. Raises NothingToPrint."""
    if not ids:
        raise NothingToPrint("nothing was chosen")
    row = Press.objects.create(
        kind=kind, ids=list(ids)[:MOST], language=language, asked_at=act.now,
        asked_by_id=act.viewer.staff_id,
    )  # fmt: skip
    _start(row)
    return row


@transaction.atomic
def press_again(*, press_id: int, now: dt.datetime) -> None:
    """Start the job anew that failed or fell silent; one that works goes on."""
    row = Press.objects.select_for_update().get(pk=press_id)
    if row.content is None and (row.failed or silent(row, now)):
        Press.objects.filter(pk=row.pk).update(**_ANEW, asked_at=now)
        _start(row)


def silent(row: Press, now: dt.datetime) -> bool:
    """Say whether a job has not been heard of for long."""
    return now - (row.seen_at or row.asked_at) > SILENT


def _start(row: Press) -> None:
    app.configure_task(JOB, queue=settings.TOWNLINE_DISTRICT).defer(press_id=row.pk)


def press_run(press_id: int) -> None:
    """Make the file of a press, once; what another job is at is left to it."""
    row = _claim_press(press_id)
    if row is None:
        return
    failed, made = "failed", None
    try:
        with translation.override(row.language):
            made = papers(row.kind).make(row.ids, _actor(row), clock.now(), _teller(row.pk))
        failed = "" if made else "nothing"
    except PdfMissing as missing:
        failed = str(missing)[:200]
    finally:  # also when the job is ended: the page must not wait for it
        Press.objects.filter(pk=row.pk).update(
            content=crypto.ring().seal(made) if made else None, failed=failed,
            finished_at=clock.now(),
        )  # fmt: skip


@transaction.atomic
def _claim_press(press_id: int) -> Press | None:
    now = clock.now()
    rows = Press.objects.select_for_update().filter(pk=press_id, finished_at=None, failed="")
    row = rows.first()
    if row is None or (row.seen_at and not silent(row, now)):
        return None
    row.seen_at = now
    row.save(update_fields=["seen_at"])
    return row


def _actor(row: Press) -> audit.Actor:
    return audit.Actor("staff", row.asked_by_id, row.asked_by.name_ko)


def _teller(press_id: int) -> Callable[[int], None]:
    """Give what says how many are laid out, once a second."""
    last = clock.now()

    def report_progress(made: int) -> None:
        nonlocal last
        if (now := clock.now()) - last >= _PAUSE:
            last = now
            Press.objects.filter(pk=press_id).update(made=made, seen_at=now)

    return report_progress
