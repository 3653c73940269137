"""``townline clock evaluate FILE.csv``."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from townline.casework.deadlines.evaluation.evaluating import EvaluationCounts, evaluate
from townline.casework.deadlines.evaluation.table import folder_calendar, rows
from townline.platform.core.calendars import Calendar
from townline.platform.core.commands import CannotStart, ready, write_line
from townline.platform.core.paths import DEMO
from townline.platform.postgres import environment


def options(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=["evaluate"])
    parser.add_argument(
        "file", type=Path, help="a table; for its columns see docs/district/periods.md"
    )
    parser.add_argument(
        "--district", type=Path, help="folder with the calendar to use (the loaded district's)"
    )


def command(options: Namespace) -> int:
    """Say which rows differ; exit code 0: none, 1: some, or some are bad, 2: not readable."""
    office = _calendar(options)
    outcome = evaluate(
        rows(options.file, office.zone), office, write_line=write_line, complain=_complain
    )
    if not outcome.rows:
        raise CannotStart(f"{options.file} has no rows")
    if outcome.beyond:
        years = ", ".join(str(year) for year in sorted(outcome.beyond))
        _complain(f"warning: no holidays are known for {years}: only the days of the week count")
    write_line(_summary(outcome))
    return 0 if outcome.agree == outcome.rows else 1


def _summary(outcome: EvaluationCounts) -> str:
    words = f"{outcome.agree} of {outcome.rows} rows agree"
    if outcome.differ:
        words += f", {outcome.differ} differ"
    if outcome.bad:
        words += f", {outcome.bad} cannot be used"
    return words


def _complain(words: str) -> None:
    print(words, file=sys.stderr)  # noqa: T201 -- a command tells of mistakes on stderr


def _calendar(options: Namespace) -> Calendar:
    if options.district is not None:
        return folder_calendar(options.district)
    found = (
        _loaded_calendar(options)
        if environment.has_database(environment.enter(options.home))
        else None
    )
    if found is not None:
        return found
    _complain("no district is loaded: the calendar of the demonstration counts")
    return folder_calendar(DEMO)


def _loaded_calendar(options: Namespace) -> Calendar | None:
    """Give the loaded district's calendar, or None where nothing is loaded yet."""
    with ready(options):
        from django.db import ProgrammingError  # noqa: PLC0415 -- needs Django

        from townline.platform.core.district import (  # noqa: PLC0415 -- the same
            DistrictMissing,
            office_calendar,
        )

        try:
            return office_calendar()
        except (DistrictMissing, ProgrammingError):  # tables are not made yet: as good as nothing
            return None
