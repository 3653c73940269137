"""Old texts from a file into cases: read once, set in order, written batch by batch.

Each batch is one transaction that leaves out what is there already, so that a call that was
killed is simply made again.
"""

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from townline.casework.importing import api
from townline.casework.importing.api import Imported, OldText, TextExchange
from townline.casework.importing.archives import UnreadableFile
from townline.casework.importing.files.progress import ProgressBar
from townline.casework.importing.files.reading import ImportOptions, ImportTally, WriteLine, fill
from townline.casework.importing.files.spool import Spool
from townline.platform.core import district
from townline.platform.core.commands import CannotStart
from townline.platform.core.history import audit

_BATCH = 500  # texts
SUBJECT = "import"


@dataclass(frozen=True, kw_only=True)
class Order:
    """What to do with a file that was read: ``window`` is how late an answer may come."""

    window: dt.timedelta = api.USUAL_WINDOW
    dry_run: bool = False
    strict: bool = False


@dataclass(frozen=True, kw_only=True)
class ImportOutcome:
    """What came of a file. ``alone``: texts out that answer nothing; ``twice``: told twice."""

    tally: ImportTally
    done: Imported
    alone: int
    twice: int


def texts_bring(
    options: ImportOptions,
    order: Order,
    *,
    folder: Path,
    actor: audit.Actor,
    now: dt.datetime,
    complain: WriteLine,
    progress: ProgressBar,
) -> ImportOutcome:
    """Bring the texts of a file along. Raises CannotStart for a file that is none of ours.

    ``folder`` takes the spool. With ``strict`` nothing is written if one entry is bad.
    """
    with Spool(folder) as spool:
        tally = _fill_spool(options, spool, complain, progress)
        if order.strict and tally.bad:
            raise CannotStart(f"nothing was written; entries that cannot be read: {tally.bad:,}")
        grouper = _Telling(order)
        done = Counter[str]()
        for batch in grouper.batches(spool):
            done += _counts(
                api.texts_import(
                    exchanges=batch,
                    destination_addr=_digits(district.line_number()),
                    actor=actor,
                    now=now,
                    dry_run=order.dry_run,
                )
            )
            progress.move("writing", grouper.texts / max(tally.texts, 1))
        progress.clear()
    outcome = ImportOutcome(
        tally=tally, done=Imported(**done), alone=grouper.alone, twice=grouper.twice
    )
    if not order.dry_run:
        _record(outcome, actor, now)
    return outcome


def _fill_spool(
    options: ImportOptions, spool: Spool, complain: WriteLine, progress: ProgressBar
) -> ImportTally:
    def complain_line(words: str) -> None:
        progress.clear()
        complain(words)

    def report_progress(share: float) -> None:
        progress.move("reading", share)

    try:
        return fill(options, spool, complain=complain_line, moved=report_progress)
    except UnreadableFile as error:
        progress.clear()
        raise CannotStart(f"{options.path.name} {error}") from error
    except (OSError, sqlite3.OperationalError) as error:
        progress.clear()
        raise CannotStart(f"nothing was written: {error}; is the disk full?") from error


class _Telling:
    """Deals out matters, a few hundred texts at once, and counts what it passes over."""

    def __init__(self, order: Order) -> None:
        self._window = order.window
        self.texts = self.alone = self.twice = 0

    def batches(self, spool: Spool) -> Iterator[list[TextExchange[OldText]]]:
        batch: list[TextExchange[OldText]] = []
        held = 0
        for own in spool.by_number(district.current().zone):
            for matter in self._matters(own):
                batch.append(matter)
                held += len(matter.said)
                if held >= _BATCH:
                    yield batch
                    batch, held = [], 0
        if batch:
            yield batch

    def _matters(self, own: list[OldText]) -> list[TextExchange[OldText]]:
        once = list({text.key: text for text in own}.values())
        exchanges, alone = api.texts_paired(once, window=self._window)
        self.texts += len(own)
        self.twice += len(own) - len(once)
        self.alone += len(alone)
        return exchanges


def _counts(done: Imported) -> Counter[str]:
    return Counter({each.name: getattr(done, each.name) for each in fields(done)})


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))


def _record(outcome: ImportOutcome, actor: audit.Actor, now: dt.datetime) -> None:
    data = _counts(outcome.done) | Counter({"bad": outcome.tally.bad, "alone": outcome.alone})
    audit.record(
        audit.AuditEntry(
            subject=SUBJECT, event="import:texts:import", actor=actor, at=now, data=dict(data)
        )
    )
