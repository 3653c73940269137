"""``townline surge replay FILE``: when surge mode would have been proposed, and ended."""

import csv
import datetime as dt
import io
import sys
from argparse import Namespace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from townline.platform.core.commands import Add, CannotStart, write_line
from townline.prevention.incidents.surge.rules.watching import Signal, replay

_MOST_PROBLEMS = 20
_HEADINGS = "at,event,texts,minutes,usual"


def add_to(add: Add) -> None:
    """Add this command to the command line."""
    made = add("surge", "surge replay FILE: when surge mode would have been proposed", command)
    made.add_argument("action", choices=["replay"])
    made.add_argument("file", type=Path, help="CSV with a column at (ISO 8601); - reads stdin")
    made.add_argument(
        "--zone", default="Asia/Seoul", help="whose clock counts (%(default)s); moments without "
        "an offset are of it"
    )  # fmt: skip


def command(given: Namespace) -> int:
    """Print a line for each minute; needs no home and no database."""
    moments = _read(given.file, _zone(given.zone))
    write_line(_HEADINGS)
    for signal in replay(sorted(moments)):
        write_line(_line(signal))
    return 0


def _line(signal: Signal) -> str:
    usual = "" if signal.usual is None else f"{signal.usual:.2f}"
    timestamp = signal.at.isoformat(timespec="minutes")
    return f"{timestamp},{signal.said},{signal.texts},{signal.minutes},{usual}"


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise CannotStart(f"{name!r} is no time zone; a name as Asia/Seoul is accepted") from error


def _read(file: Path, zone: ZoneInfo) -> list[dt.datetime]:
    """Read the column ``at``. Lines that cannot be read are told by number and left out."""
    try:
        words = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStart(f"{file} cannot be read: {error}") from error
    rows = csv.DictReader(io.StringIO(words))
    if "at" not in (rows.fieldnames or ()):
        raise CannotStart(f"{file} has no column named at; its first line must name it")
    found, problems = [], []
    for row in rows:
        try:
            at = dt.datetime.fromisoformat((row["at"] or "").strip())
        except ValueError:
            problems.append(f"line {rows.line_num}: {row['at']!r} is no moment as ISO 8601 has it")
        else:
            found.append(at.astimezone(zone) if at.tzinfo else at.replace(tzinfo=zone))
    _print_problems(problems)
    if not found:
        raise CannotStart(f"{file} holds no moment that can be used")
    return found


def _print_problems(problems: list[str]) -> None:
    for problem in problems[:_MOST_PROBLEMS]:
        sys.stderr.write(f"{problem}\n")
    if len(problems) > _MOST_PROBLEMS:
        sys.stderr.write(f"and {len(problems) - _MOST_PROBLEMS:,} more\n")
