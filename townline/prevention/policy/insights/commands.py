"""``townline figures rebuild`` counts anew; ``townline report`` makes the month's paper."""

import datetime as dt
from argparse import Namespace
from pathlib import Path

from townline.platform.core.commands import Add, CannotStart, ready, replaceable, write_line


def add_to(add: Add) -> None:
    """Add these commands to the command line."""
    made = add("figures", "figures rebuild: count the statistics of all days again", rebuild)
    made.add_argument("action", choices=["rebuild"])
    pdf = add("report", "write a month's statistics as a PDF for publication", report)
    pdf.add_argument("--month", required=True, help="for example 2026-10")
    pdf.add_argument("--out", type=Path, required=True, help="the file to write")


def rebuild(options: Namespace) -> int:
    """Count month by month; when it is stopped it goes on, the next time, where it was."""
    with ready(options):
        from townline.platform.core import clock  # noqa: PLC0415 -- needs Django
        from townline.prevention.policy.insights import api  # noqa: PLC0415 -- the same

        days = api.figures_rebuild(now=clock.now(), progress=_progress)
    write_line(f"counted {days} days")
    return 0


def report(options: Namespace) -> int:
    """Write the report; a file that is there already is replaced whole or not at all."""
    with ready(options):
        from django.utils import timezone, translation  # noqa: PLC0415 -- needs Django

        from townline.platform.core import clock, district  # noqa: PLC0415 -- the same
        from townline.platform.web import pdf  # noqa: PLC0415 -- the same
        from townline.prevention.policy.insights.views import report as reports  # noqa: PLC0415 -- the same

        now = clock.now()
        day = timezone.localdate(now, district.current().zone)
        try:
            with translation.override("en"):
                month = reports.month_of(options.month, day)
            made = reports.report(month, day=day, now=now)
        except (pdf.PdfMissing, reports.MonthRefused) as error:
            raise CannotStart(str(error)) from error
    _write(options.out, made)
    write_line(f"wrote {options.out}")
    return 0


def _write(file: Path, made: bytes) -> None:
    part = replaceable(file).with_name(f"{file.name}.part")
    try:
        part.write_bytes(made)
        part.replace(file)
    except OSError as error:
        raise CannotStart(f"{file} cannot be written: {error.strerror}") from error


def _progress(month: dt.date) -> None:
    write_line(f"{month:%Y-%m}")
