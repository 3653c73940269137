"""Storing a district's sites, queues and desks. What is no longer in the file becomes inactive."""

import datetime as dt
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction

from townline.lines.queues.models import Desk, Printer, Queue, QueueDay, Site, TicketAnswers
from townline.lines.queues.questionnaires import api as questionnaires
from townline.lines.queues.questionnaires.api import FormEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteEntry:
    """A site as the file says."""

    code: str
    name_ko: str
    name_en: str
    address_ko: str
    address_en: str
    printer: str = ""
    dots: int = 576


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueEntry:
    """A queue as the file says; ``site`` is a code, ``plan`` was checked."""

    code: str
    group: str
    site: str
    name_ko: str
    name_en: str
    prefix: str
    first_number: int
    words: list[str]
    plan: dict[str, Any]
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskEntry:
    """A desk as the file says; ``site`` and ``queues`` are codes."""

    code: str
    site: str
    name_ko: str
    name_en: str
    queues: list[str]
    breaks: list[Any]
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """All of the file."""

    sites: list[SiteEntry]
    queues: list[QueueEntry]
    desks: list[DeskEntry]
    forms: list[FormEntry] = field(default_factory=list)


@transaction.atomic
def sites_load(entries: Sites) -> int:
    """Store them; give how many rows changed. Tickets and what was learned stay."""
    changed = sum(_site(each) for each in entries.sites)
    for queue in entries.queues:
        columns = asdict(queue)
        columns["site_id"] = columns.pop("site")
        _forget_service_rate(queue)
        changed += _put(Queue, {**columns, "active": True})
    for desk in entries.desks:
        columns = asdict(desk)
        columns["site_id"] = columns.pop("site")
        served = sorted(columns.pop("queues"))
        changed += _put(Desk, {**columns, "active": True})
        row = Desk.objects.get(code=desk.code)
        if sorted(row.queues.values_list("code", flat=True)) != served:
            row.queues.set(served)
            changed += 1
    return changed + _deactivate_missing(entries)


def _site(entry: SiteEntry) -> int:
    columns = asdict(entry)
    address, dots = columns.pop("printer"), columns.pop("dots")
    changed = _put(Site, {**columns, "active": True})
    if not address:
        return changed + Printer.objects.filter(site=entry.code, active=True).update(active=False)
    wanted = {"address": address, "dots": dots, "active": True}
    if Printer.objects.filter(site=entry.code, **wanted).exists():
        return changed
    Printer.objects.update_or_create(site_id=entry.code, defaults={**wanted, "state": ""})
    return changed + 1


def _forget_service_rate(entry: QueueEntry) -> None:
    """What was learned of another kind of visit says nothing of this one."""
    before = Queue.objects.filter(code=entry.code).first()
    if before is not None and before.plan.get("visit") != entry.plan.get("visit"):
        Queue.objects.filter(code=entry.code).update(pace={})
        QueueDay.objects.filter(queue=entry.code, settled_at=None).update(pace={})


def _put(model: type[Site | Queue | Desk], columns: dict[str, Any]) -> int:
    if model._default_manager.filter(**columns).exists():
        return 0
    code = columns["code"]
    model._default_manager.update_or_create(code=code, defaults=columns)
    return 1


def _deactivate_missing(entries: Sites) -> int:
    changed = 0
    for model, codes in (
        (Desk, [each.code for each in entries.desks]),
        (Queue, [each.code for each in entries.queues]),
        (Site, [each.code for each in entries.sites]),
    ):
        rows = model._default_manager.filter(active=True).exclude(code__in=codes)
        changed += rows.update(active=False)
    return changed


def forms_load(entries: list[FormEntry], now: dt.datetime) -> int:
    """Store what the queues ask; give how many are new or different. What was answered stays."""
    answered = TicketAnswers.objects.values_list("form_id", flat=True).distinct()
    return questionnaires.forms_load(entries, now, answered=answered)
