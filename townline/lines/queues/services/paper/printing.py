"""Paper tickets: rows first, printed by a job, given up when nobody stands there any more."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from procrastinate.contrib.django import app

from townline.lines.queues import tokens
from townline.lines.queues.models import Printer, Printout, Ticket
from townline.lines.queues.rules import printouts
from townline.lines.queues.rules.printouts import PrinterState, PrintoutEvent, PrintoutState
from townline.lines.queues.rules.tickets import format_number
from townline.lines.queues.selectors.mine import ticket_view
from townline.lines.queues.services.notifications import when_words
from townline.platform.core import resident_moments
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.core.http import public
from townline.platform.core.outgoing.outbox import Outbox
from townline.platform.core.text.languages import page_language


# The content of a paper ticket: short words in large type, and a QR code of the same ticket.
@dataclass(frozen=True, slots=True)
class PaperLine:
    """Words, how high in dots, and whether bold."""

    words: str
    size: int
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """Rows from the top, and the address that the QR code holds; "" for none."""

    rows: tuple[PaperLine, ...]
    address: str


def receipt_of(ticket: Ticket, now: dt.datetime) -> Receipt:
    """Write a ticket with its site and queue as a receipt, in its language."""
    queue = ticket.day.queue
    english = ticket.language != "ko"
    view = ticket_view(ticket.id, now)
    with translation.override(page_language(ticket.language)):
        rows = [
            PaperLine(queue.site.name_en if english else queue.site.name_ko, 30),
            PaperLine(queue.name_en if english else queue.name_ko, 44, bold=True),
            *_number(ticket, queue.prefix),
            *_place(view.ahead, ticket),
            PaperLine(resident_moments.moment(ticket.taken_at, ticket.language), 26),
        ]
        address = public.address(f"/n/t/{tokens.token_of(bytes(ticket.key), ticket.holder)}")
        if address:
            rows.append(PaperLine(gettext("휴대전화로 비추면 현재 순서가 보입니다"), 26))
        rows.append(PaperLine(gettext("인증번호 %(code)s") % {"code": view.code}, 30, bold=True))
    return Receipt(tuple(rows), address)


def _number(ticket: Ticket, prefix: str) -> list[PaperLine]:
    if ticket.number is None:
        return [PaperLine(gettext("문을 열 때 추첨으로 순서를 정합니다"), 36, bold=True)]
    return [PaperLine(format_number(prefix, ticket.number), 170, bold=True)]


def _place(ahead: int | None, ticket: Ticket) -> list[PaperLine]:
    if ahead is None or ticket.low is None or ticket.high is None:
        return []
    when = when_words(ticket.low, ticket.high)
    return [
        PaperLine(gettext("앞에 %(ahead)d명") % {"ahead": ahead}, 40),
        PaperLine(gettext("%(when)s 부릅니다") % {"when": when}, 34),
    ]


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
