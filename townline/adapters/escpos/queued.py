"""Prints paper tickets: what the room ``queues`` has waiting, on printers that speak ESC/POS."""

import datetime as dt
import logging

from townline.adapters import escpos
from townline.lines.queues import api as queues
from townline.lines.queues.api import PrinterState, PrintJob
from townline.platform.web.showing.fonts import paths

log = logging.getLogger(__name__)


def printouts_run(*, now: dt.datetime, limit: int = 50) -> int:
    """Print what is due, one after the other; give how many came out."""
    queues.printouts_expire(now=now)
    printed = 0
    for _ in range(limit):
        job = queues.printout_claim(now=now)
        if job is None:
            break
        state, sure = _print(job)
        queues.printout_done(printout_id=job.id, state=state, now=now, sure=sure)
        printed += state in {PrinterState.READY, PrinterState.LOW}
    return printed


def _print(job: PrintJob) -> tuple[PrinterState, bool]:
    """Print; say how the printer is, and whether it is known what became of the paper."""
    lines = [escpos.ReceiptLine(row.words, row.size, row.bold) for row in job.receipt.rows]
    try:
        image = escpos.draw_receipt(lines, job.receipt.address, width=job.dots, fonts=paths())
        state = PrinterState(escpos.print_image(job.address, image) or PrinterState.READY)
    except escpos.Trouble as trouble:
        # Not whose ticket: only which printer.
        log.warning("the printer at %s: %s", job.address, trouble.kind)
        return PrinterState(trouble.kind), not isinstance(trouble, escpos.Unsure)
    return state, True


def printers_watch(*, now: dt.datetime) -> None:
    """Note how each printer is."""
    for printer in queues.printers():
        try:
            state = PrinterState(escpos.ready(printer.address) or PrinterState.READY)
        except escpos.Trouble as trouble:
            state = PrinterState(trouble.kind)
        queues.printer_note(site=printer.site_id, state=state, now=now)
