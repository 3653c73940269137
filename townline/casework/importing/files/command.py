"""``townline import-texts FILE``."""

import datetime as dt
import os
import sys
from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from townline.casework.importing.archives import FORMATS, Place
from townline.platform.core.commands import CannotStart, ready, write_line
from townline.platform.core.text import msisdn


def options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="see docs/run/import-texts.md")
    parser.add_argument("--format", choices=["auto", *FORMATS], default="auto")
    parser.add_argument("--dry-run", action="store_true", help="read and count, write nothing")
    parser.add_argument("--strict", action="store_true", help="write nothing if one entry is wrong")
    parser.add_argument(
        "--own", action="append", default=[], metavar="NUMBER", help="the phone's own number"
    )
    parser.add_argument(
        "--dates", choices=["mdy", "dmy"], default="mdy", help="how to read 03/04/2026 (mdy)"
    )
    parser.add_argument("--zone", help="for times without one (the district's)")
    parser.add_argument(
        "--window", type=int, default=14, metavar="DAYS", help="how late an answer may come (14)"
    )
    parser.add_argument(
        "--progress",
        action=BooleanOptionalAction,
        help="show a progress bar, also without a terminal",
    )


def command(options: Namespace) -> int:
    """Bring texts along; exit code 0: all, 1: some entries cannot be read, 2: nothing done."""
    if not options.file.is_file():
        raise CannotStart(f"{options.file} is not a file")
    if not 0 < options.window <= _YEAR:
        raise CannotStart(f"--window counts days, from 1 to {_YEAR}")
    with ready(options):
        return _bring(options)


_YEAR = 365


def _bring(options: Namespace) -> int:
    # They need Django.
    from townline.casework.importing.files.reading import ImportOptions  # noqa: PLC0415 -- as above
    from townline.casework.importing.files.running import (  # noqa: PLC0415 -- as above
        Order,
        ProgressBar,
        summary_lines,
        texts_bring,
    )
    from townline.platform.core import clock  # noqa: PLC0415 -- as above
    from townline.platform.core.history.audit import SERVER  # noqa: PLC0415 -- as above
    from townline.platform.departments import api as departments  # noqa: PLC0415 -- as above

    now = clock.now()
    place = _place(options, now)
    outcome = texts_bring(
        ImportOptions(
            path=options.file,
            kind=options.format,
            place=place,
            services=frozenset(one.service_code for one in departments.services()),
            keep=not options.dry_run,
        ),
        Order(
            window=dt.timedelta(days=options.window), dry_run=options.dry_run, strict=options.strict
        ),
        folder=Path(os.environ["TOWNLINE_HOME"]),
        actor=SERVER,
        now=now,
        complain=_complain,
        progress=ProgressBar(wanted=options.progress),
    )
    for line in summary_lines(outcome, dry_run=options.dry_run):
        write_line(line)
    return 1 if outcome.tally.bad else 0


def _place(options: Namespace, now: dt.datetime) -> Place:
    from townline.platform.core import district  # noqa: PLC0415 -- needs Django

    try:
        zone = ZoneInfo(options.zone) if options.zone else district.current().zone
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise CannotStart(f"--zone {options.zone}: no such zone; write Asia/Seoul") from error
    except district.DistrictMissing as error:
        raise CannotStart(str(error)) from error
    unknown = [number for number in options.own if not msisdn.is_whole(number)]
    if unknown:
        raise CannotStart("--own: write the whole number, for example 02-0000-0100")
    own = {msisdn.parse(n).value for n in (*options.own, district.line_number()) if n}
    return Place(zone=zone, now=now, own=frozenset(own), day_first=options.dates == "dmy")


def _complain(words: str) -> None:
    print(words, file=sys.stderr)  # noqa: T201 -- a command tells of mistakes on stderr
