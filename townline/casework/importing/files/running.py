"""Old texts from a file into cases: read once, set in order, written batch by batch.

Each batch is one transaction that leaves out what is there already, so that a call that was
killed is simply made again.
"""

import datetime as dt
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TextIO

from townline.casework.importing import api
from townline.casework.importing.api import Imported, OldText, TextExchange
from townline.casework.importing.archives import UnreadableFile, Why
from townline.casework.importing.files.reading import ImportOptions, ImportTally, WriteLine, fill
from townline.casework.importing.files.spool import Spool
from townline.platform.core import clock, district
from townline.platform.core.commands import CannotStart
from townline.platform.core.history import audit

# A bar for work that takes more than two seconds.

_QUIET, _AGAIN, _WIDTH = 2.0, 0.2, 30


class ProgressBar:
    """Draws on standard error where somebody watches, or where it was asked for."""

    def __init__(self, *, wanted: bool | None = None, out: TextIO | None = None) -> None:
        self._out = out or sys.stderr
        self._on = self._out.isatty() if wanted is None else wanted
        self._next = clock.ticks() + _QUIET
        self._drawn = 0

    def move(self, words: str, share: float) -> None:
        """Say how far it is, from 0 to 1."""
        if not self._on or clock.ticks() < self._next:
            return
        self._next = clock.ticks() + _AGAIN
        full = round(min(share, 1.0) * _WIDTH)
        line = f"[{'#' * full}{'.' * (_WIDTH - full)}] {min(share, 1.0):4.0%} {words}"
        self._write(f"\r{line:<{self._drawn}}")
        self._drawn = len(line)

    def clear(self) -> None:
        """Take the bar away, so that words can be written in its place."""
        if self._drawn:
            self._write(f"\r{'':<{self._drawn}}\r")
            self._drawn = 0

    def _write(self, words: str) -> None:
        self._out.write(words)
        self._out.flush()


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


# What came of an import, in words.

_WHY = {
    Why.DRAFT: "drafts",
    Why.UNSENT: "never sent",
    Why.GROUP: "to or from several at once",
    Why.SERVICE: "of short numbers",
    Why.EMPTY: "empty",
}


def summary_lines(outcome: ImportOutcome, *, dry_run: bool) -> Iterator[str]:
    """Give the lines that a command says at its end."""
    done, tally = outcome.done, outcome.tally
    would = "would be " if dry_run else ""
    yield f"{tally.texts:,} texts read, {done.texts + done.more:,} {would}written"
    yield (
        f"{done.cases:,} cases {would}made, {done.answered:,} with an answer, "
        f"{done.unsorted:,} whose service the words do not tell"
    )
    yield from _passed_over(outcome)
    if done.photos or tally.lost:
        yield f"{done.photos:,} photos {would}kept, {tally.lost:,} lost"
    if tally.bad:
        yield f"entries that cannot be read (see above): {tally.bad:,}"


def _passed_over(outcome: ImportOutcome) -> Iterator[str]:
    done, left = outcome.done, outcome.tally.left
    if done.known or outcome.twice:
        yield f"{done.known:,} are there already, {outcome.twice:,} stand twice in the file"
    if outcome.alone:
        yield f"{outcome.alone:,} texts sent are left out: no question comes before them"
    if left:
        words = ", ".join(f"{count:,} {_WHY[why]}" for why, count in sorted(left.items()))
        yield f"left out: {words}"
