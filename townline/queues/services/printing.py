"""Paper tickets: rows first, printed by a job, given up when nobody stands there any more."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from townline.core import audit
from townline.queues.models import Printer, Printout, Ticket
from townline.queues.rules import printouts
from townline.queues.rules.printouts import PrinterState, PrintoutEvent, PrintoutState
from townline.queues.services.receipts import Receipt, receipt_of

PRINT = "townline.config.tasks.print_tickets"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """What is to be printed where."""

    id: int
    address: str
    dots: int
    receipt: Receipt


class PrintoutSettled(RuntimeError):
    """It was printed or given up before."""


@transaction.atomic
def printout_queue(*, ticket_id: int, now: dt.datetime) -> PrinterState | None:
    """Send a ticket to the printer of its site; give how that was last, None without a printer.

    Where the printer cannot print nothing is queued: the screen says what to do instead.
    """
    ticket = Ticket.objects.select_related("day__queue").get(id=ticket_id)
    printer = Printer.objects.filter(site=ticket.day.queue.site_id, active=True).first()
    if printer is None:
        return None
    state = PrinterState(printer.state)
    if state in printouts.PRINTS:
        Printout.objects.create(printer=printer, ticket=ticket, made_at=now, due_at=now)
        app.configure_task(PRINT, queue=settings.TOWNLINE_DISTRICT).defer(timestamp=0)
    return state


def printout_claim(*, now: dt.datetime) -> PrintJob | None:
    """Take the printout that has waited longest, for a while; None when none is due."""
    with transaction.atomic():
        rows = Printout.objects.select_for_update(of=("self",), skip_locked=True)
        due = rows.filter(state=PrintoutState.QUEUED, due_at__lte=now).order_by("due_at", "id")
        row = due.select_related("printer", "ticket__day__queue__site").first()
        if row is None:
            return None
        row.due_at = now + printouts.LEASE
        row.save(update_fields=["due_at"])
    return PrintJob(
        id=row.id,
        address=row.printer.address,
        dots=row.printer.dots,
        receipt=receipt_of(row.ticket, now),
    )


@transaction.atomic
def printout_done(*, printout_id: int, state: PrinterState, now: dt.datetime) -> None:
    """Note what became of a printout: printed, to be tried again, or given up.

    ``state``: of the printer. Raises PrintoutSettled.
    """
    row = Printout.objects.select_for_update(of=("self",)).select_related("printer").get(
        id=printout_id
    )  # fmt: skip
    printer_note(site=row.printer_id, state=state, now=now)
    if state in printouts.PRINTS:
        _settle(row, PrintoutEvent.PRINT, state, now)
    elif now >= row.made_at + printouts.WORTH:
        _settle(row, PrintoutEvent.GIVE_UP, state, now)
    else:
        row.due_at = now + printouts.AGAIN
        row.save(update_fields=["due_at"])


@transaction.atomic
def printouts_expire(*, now: dt.datetime, limit: int = 200) -> int:
    """Give up what nobody waits for any more; give how many."""
    old = Printout.objects.select_for_update(skip_locked=True).filter(
        state=PrintoutState.QUEUED, made_at__lte=now - printouts.WORTH, due_at__lte=now
    )
    rows = list(old.order_by("id")[:limit])
    for row in rows:
        _settle(row, PrintoutEvent.GIVE_UP, PrinterState.UNKNOWN, now)
    return len(rows)


def _settle(row: Printout, event: PrintoutEvent, problem: PrinterState, now: dt.datetime) -> None:
    before = PrintoutState(row.state)
    after = printouts.state_after(before, event)
    if after is None:
        raise PrintoutSettled(f"printout {row.id} is {before}")
    row.state = after
    row.problem = "" if problem in printouts.PRINTS else problem
    row.save(update_fields=["state", "problem"])
    audit.record(
        audit.Entry(
            subject=f"ticket:{row.ticket_id}",
            event=f"printout:{event}",
            actor=audit.SYSTEM,
            at=now,
            from_state=before,
            to_state=after,
            reason=row.problem,
        )
    )


def printer_note(*, site: str, state: PrinterState, now: dt.datetime) -> None:
    """Note how a printer is."""
    Printer.objects.filter(site=site).update(state=state, asked_at=now)


def printers() -> list[Printer]:
    """List the printers at work, with their sites; one query."""
    rows = Printer.objects.filter(active=True, site__active=True).select_related("site")
    return list(rows.order_by("site"))
