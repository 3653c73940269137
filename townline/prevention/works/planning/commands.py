"""``townline works plan --input FILE.json``: a plan over years, without a home or a database."""

import json
import signal
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from townline.platform.core.commands import Add, CannotStart, write_line

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from townline.prevention.works.planning.rules.highs import SolverProgress

    type Actions = _SubParsersAction[ArgumentParser]

_MOST = 30  # exceptions in the readable answer
_FEW = 5  # fixed needs of a period that are told one by one
_PAUSE = 1.0  # seconds between two lines of progress


def add_to(add: Add) -> "Actions":
    """Add the command to the command line; give where the rooms of works add theirs."""
    works = add("works", "works plan: measures over years, within the budget", command)
    actions = works.add_subparsers(required=True, metavar="ACTION", dest="action")
    made = actions.add_parser("plan", help="who when, what it costs, and why", description=__doc__)
    made.add_argument("--input", type=Path, help="objects, budgets and constraints; - reads them")
    made.add_argument("--example", action="store_true", help="print an input to begin with")
    made.add_argument("--json", action="store_true", help="as JSON, with all that is known")
    made.add_argument("--seconds", type=float, default=55.0, help="stop after so long (55)")
    made.add_argument("--gap", type=float, default=0.05, help="percent that are enough (0.05)")
    made.set_defaults(command=command)
    return actions


def command(options: Namespace) -> int:
    """Print a plan; exit code 0: planned, 1: there is none, 2: the input cannot be used."""
    if options.example:
        from townline.prevention.works.planning.rules.example import example  # noqa: PLC0415 -- seldom

        write_line(json.dumps(example(), ensure_ascii=False, indent=1))
        return 0
    return _plan(options)


def _plan(options: Namespace) -> int:
    begun = time.monotonic()
    text = _text(options)  # before numpy and HiGHS, which take half a second
    from townline.prevention.works.planning.rules import (  # noqa: PLC0415 -- loads HiGHS
        highs,
        planning,
        reading,
        solving,
        timing,
    )

    if not (0 <= options.gap <= 100 and 0 < options.seconds <= 86_400):  # noqa: PLR2004 -- a day
        raise CannotStart("--gap is 0 to 100 percent, --seconds more than 0 and up to 86400")
    try:
        plan_input = reading.read(text)
    except reading.BadInput as error:
        return _report_problems(options, error.problems)
    with _stoppable() as watch:
        try:
            limits = highs.SolverLimits(options.gap / 100, options.seconds)
            limit = timing.TimeLimit(options.seconds, begun)
            found = planning.plan(plan_input, limits, watch, limit)
        except solving.OutOfTime:
            why = (
                "before it was stopped"
                if watch.stop
                else f"in {options.seconds:g} s; try --seconds"
            )
            raise CannotStart(f"no plan was found {why}: nothing is kept") from None
    if found.get("stopped"):
        _aside(f"stopped: kept {len(found['planned'])} planned, within {found['gap']:.3%} of best")
    write_line(
        json.dumps(found, ensure_ascii=False, indent=1)
        if options.json
        else "\n".join(_lines(found))
    )
    return 0 if found["status"] == "planned" else 1


def _text(options: Namespace) -> bytes:
    if options.input is None:
        raise CannotStart("--input FILE names the input; --example prints one to begin with")
    if str(options.input) == "-":
        return sys.stdin.buffer.read()
    try:
        found: bytes = options.input.read_bytes()
    except OSError as error:
        raise CannotStart(f"{options.input}: {error.strerror}") from None
    return found


def _report_problems(options: Namespace, problems: list[str]) -> int:
    if options.json:
        write_line(
            json.dumps({"status": "bad_input", "problems": problems}, ensure_ascii=False, indent=1)
        )
    for line in problems:
        _aside(line)
    return 2


def _aside(words: str) -> None:
    print(words, file=sys.stderr)  # noqa: T201 -- progress and mistakes are no part of the answer


class _Watch:
    """Tells progress once a second, and stops when it was asked to."""

    def __init__(self) -> None:
        self.stop = False
        self._told = -_PAUSE

    def __call__(self, now: "SolverProgress") -> bool:
        if now.seconds - self._told >= _PAUSE:
            self._told = now.seconds
            gap = f"gap {now.gap:.3%}" if now.gap < 1 else "a plan, its gap not known yet"
            gap = gap if now.best > 0 else "no plan yet"
            _aside(f"{now.seconds:6.1f} s  {gap}")
        return self.stop

    def ask(self, *_: object) -> None:
        """Stop at the next word of progress; at once when asked a second time."""
        if self.stop:
            raise KeyboardInterrupt
        self.stop = True
        _aside("stopping; the best plan so far is kept")


@contextmanager
def _stoppable() -> Iterator[_Watch]:
    watch = _Watch()
    before = signal.signal(signal.SIGINT, watch.ask)
    try:
        yield watch
    finally:
        signal.signal(signal.SIGINT, before)


def _lines(found: dict[str, Any]) -> Iterator[str]:
    if found["status"] != "planned":
        yield from _infeasibility_lines(found)
        return
    yield f"planned {len(found['planned'])}, left out {len(found['left_out'])}, " + (
        f"proved within {found['gap']:.3%} of the best in {found['seconds']:.1f} s"
        + (" (stopped)" if found["stopped"] else "")
        + (" (time ran out: the best plan found)" if found["timed_out"] else "")
    )
    yield from _late(found)
    yield from _table(found["cost_by_year"], ("year", "source", "budget", "won", "left"))
    yield from _table(
        found["planned"], ("year", "season", "need", "dong", "urgency", "won", "source")
    )
    yield from _table(found["left_out"], ("need", "dong", "urgency", "won", "sentence"))
    yield f"\nexceptions to worst-first: {len(found['exceptions'])}"
    yield from (each["sentence"] for each in found["exceptions"][:_MOST])
    if len(found["exceptions"]) > _MOST:
        yield f"and {len(found['exceptions']) - _MOST} more: --json tells all"


def _infeasibility_lines(found: dict[str, Any]) -> Iterator[str]:
    sure = "" if found["proved"] else " (fewer may do)"
    yield f"there is no such plan: these cannot hold together{sure}"
    yield from ("- " + line for line in _group_fixed(found["quarrel"]))
    yield from _late(found)
    if not found["changes"]:
        yield "no change that helps was found in time; try --seconds"
        return
    yield "what helps, each line alone:"
    for each in found["changes"]:
        less = "" if each["smallest"] else " (less may do)"
        yield "- " + " and ".join(_group_fixed(each["changes"])) + less


def _late(found: dict[str, Any]) -> Iterator[str]:
    """Name what a deadline does not count."""
    for each in found["late_consents"]:
        when = f"expected on {each['expected']}" if each["expected"] else "not there"
        due = each["deadline"]["due"]
        yield f"not counted for the deadline {due}: {each['need']}, whose consent is {when}"


def _group_fixed(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Tell what is fixed in one line for each period, where there is more than a few."""
    when: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["constraint"] == "fixed":
            when.setdefault(row["when"], []).append(row)
        else:
            yield row["sentence"]
    for period, fixed in when.items():
        if len(fixed) <= _FEW:
            yield from (row["sentence"] for row in fixed)
        else:
            loose = " no longer" if "change" in fixed[0] else ""
            names = ", ".join(row["need"] for row in fixed[:_FEW])
            yield f"{len(fixed)} needs{loose} fixed for {period} ({names}, ...: --json tells all)"


def _table(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> Iterator[str]:
    if not rows:
        return
    cells = [[_cell(row[column]) for column in columns] for row in rows]
    widths = [max(len(row[at]) for row in [list(columns), *cells]) for at in range(len(columns))]
    yield ""
    for row in [list(columns), *cells]:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) and value > 9_999 else str(value)  # noqa: PLR2004 -- a year has no comma
