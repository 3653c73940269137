"""What happens at a source is followed: at once where an object went, else by the next run."""

import datetime as dt
from collections.abc import Collection, Sequence
from itertools import batched

from django.db import transaction

from townline.platform.core.history import audit
from townline.prevention.works.models import SourceMark, WorkObject
from townline.prevention.works.ports import SOURCES, Source, source
from townline.prevention.works.services.objects import ImportResult, objects_take

BATCH = 500


def source_follow(code: str, reference: str, *, gone: bool, now: dt.datetime) -> None:
    """Note that something changed at a source, in its transaction.

    What is gone is followed at once, so that nothing is ordered for it meanwhile; what is graded
    comes by hundreds, and waits for ``marks_run``.
    """
    known = source(code)
    if known is None:
        return
    if gone and WorkObject.objects.filter(source=code, reference=reference).exists():
        objects_take(code, known.read([reference]), actor=audit.SYSTEM, now=now)
        return
    marks = [SourceMark(source=code, reference=reference)]
    SourceMark.objects.bulk_create(marks, ignore_conflicts=True)


def marks_run(
    *, now: dt.datetime, only: str = "", references: Collection[str] | None = None
) -> int:
    """Read anew what was marked, a batch in a transaction.

    ``only``: of one source, and ``references``: of these there.
    """
    done = 0
    while count := _batch(now, only, references):
        done += count
    return done


@transaction.atomic
def _batch(now: dt.datetime, only: str, references: Collection[str] | None) -> int:
    rows = SourceMark.objects.select_for_update(skip_locked=True).order_by("id")
    rows = rows if references is None else rows.filter(reference__in=references)
    marks = list((rows.filter(source=only) if only else rows)[:BATCH])
    for each in SOURCES.value:
        own = [mark.reference for mark in marks if mark.source == each.code]
        if own:
            objects_take(each.code, each.read(own), actor=audit.SYSTEM, now=now)
    SourceMark.objects.filter(id__in=[mark.pk for mark in marks]).delete()
    return len(marks)


def sources_read(*, now: dt.datetime) -> ImportResult:
    """Read all sources whole: for what was there before this room, and what was missed."""
    return _sum([_whole(each, now) for each in SOURCES.value])


def _whole(each: Source, now: dt.datetime) -> ImportResult:
    parts = batched(_references(each), BATCH)
    return _sum(
        [objects_take(each.code, each.read(part), actor=audit.SYSTEM, now=now) for part in parts]
    )


def _sum(found: Sequence[ImportResult]) -> ImportResult:
    return ImportResult(
        sum(each.added for each in found),
        sum(each.changed for each in found),
        sum(each.gone for each in found),
        sum(each.proposed for each in found),
    )


def _references(each: Source) -> list[str]:
    """Give what has needs there, and what is known here: it may have none any more."""
    known = WorkObject.objects.filter(source=each.code).values_list("reference", flat=True)
    return list(dict.fromkeys([*each.all(), *known]))
