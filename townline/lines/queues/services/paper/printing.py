"""Paper tickets: rows first, printed by a job, given up when nobody stands there any more."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from townline.lines.queues.models import Printer, Printout, Ticket
from townline.lines.queues.rules import printouts
from townline.lines.queues.rules.printouts import PrinterState, PrintoutEvent, PrintoutState
from townline.lines.queues.services.paper.receipts import Receipt, receipt_of
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.core.outgoing.outbox import Outbox

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


PRINTOUTS: Machine[Printout, PrintoutState, PrintoutEvent] = Machine(
    model=Printout,
    table=printouts.TRANSITIONS,
    subject=lambda row: f"ticket:{row.ticket_id}",
    refusal=lambda row, _: PrintoutSettled(f"printout {row.id} is {row.state}"),
    quiet=frozenset({PrintoutEvent.CLAIM, PrintoutEvent.AGAIN}),
)
OUTBOX = Outbox(
    machine=PRINTOUTS,
    claimed=PrintoutState.CLAIMED,
    claim=PrintoutEvent.CLAIM,
    lose=PrintoutEvent.LOSE,
    counted=False,
    made="made_at",
)


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
    due = Printout.objects.filter(state=PrintoutState.QUEUED, due_at__lte=now)
    due = due.select_related("printer", "ticket__day__queue__site").order_by("due_at", "id")
    row = OUTBOX.next(due, now=now, lease=printouts.LEASE)
    if row is None:
        return None
    return PrintJob(
        id=row.id,
        address=row.printer.address,
        dots=row.printer.dots,
        receipt=receipt_of(row.ticket, now),
    )


@transaction.atomic
def printout_done(
    *, printout_id: int, state: PrinterState, now: dt.datetime, sure: bool = True
) -> None:
    """Note what became of a printout: printed, to be tried again, given up, or held.

    ``state``: of the printer. ``sure``: it is known whether paper came out. Raises
    PrintoutSettled.
    """
    row = PRINTOUTS.lock(printout_id)
    if row is None:
        raise PrintoutSettled(f"printout {printout_id} is gone")
    printer_note(site=row.printer_id, state=state, now=now)
    if state in printouts.PRINTS or not sure:
        event = PrintoutEvent.PRINT if sure else PrintoutEvent.LOSE
        why = "" if sure else str(state)
        PRINTOUTS.move(
            row, event, actor=audit.SYSTEM, now=now, reason=why, changes={"problem": why}
        )
        return
    OUTBOX.failed(
        row,
        now=now,
        wait=printouts.wait(now, made_at=row.made_at),
        why={"problem": str(state)},
        again=PrintoutEvent.AGAIN,
        give_up=PrintoutEvent.GIVE_UP,
    )


def printouts_expire(*, now: dt.datetime, limit: int = 200) -> int:
    """Give up what nobody waits for any more; give how many."""
    OUTBOX.lapse(now=now, limit=limit)
    old = Printout.objects.filter(
        state=PrintoutState.QUEUED, made_at__lte=now - printouts.WORTH, due_at__lte=now
    ).order_by("id")
    return OUTBOX.end(old, PrintoutEvent.GIVE_UP, now=now, reason="", limit=limit)


def printer_note(*, site: str, state: PrinterState, now: dt.datetime) -> None:
    """Note how a printer is."""
    Printer.objects.filter(site=site).update(state=state, asked_at=now)


def printers() -> list[Printer]:
    """List the printers at work, with their sites; one query."""
    rows = Printer.objects.filter(active=True, site__active=True).select_related("site")
    return list(rows.order_by("site"))
