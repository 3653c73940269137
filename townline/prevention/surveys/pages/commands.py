"""``townline surveys report FILE.pdf``: the report of a survey, for paper."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from townline.platform.core.commands import CannotStart, ready, replaceable, write_line


def add_report(actions: Any) -> None:  # noqa: ANN401 -- argparse's own
    """Add ``report`` to the actions of ``townline surveys``."""
    words = "write the report of a survey with its map as a PDF"
    made = actions.add_parser("report", help=words, description=words)
    made.add_argument("--home", type=Path, help="folder of data, keys and sockets")
    made.add_argument("file", type=Path, help="the PDF to write")
    made.add_argument("--kind", default="", help="the kind of home; the district's first")
    made.add_argument("--lang", choices=["ko", "en"], default="ko")
    made.set_defaults(command=_report)


def _report(options: Namespace) -> int:
    with ready(options):
        from townline.platform.web.pdf import PdfMissing  # noqa: PLC0415 -- needs Django
        from townline.prevention.surveys.api import kinds  # noqa: PLC0415 -- the same
        from townline.prevention.surveys.errors import UnknownKind  # noqa: PLC0415 -- the same
        from townline.prevention.surveys.pages.views.report import report_pdf  # noqa: PLC0415 -- same

        known = kinds()
        if not known:
            raise CannotStart("this district has no home surveys")
        try:
            made = report_pdf(options.kind or known[0].code, options.lang)
        except (PdfMissing, UnknownKind) as error:
            raise CannotStart(str(error)) from error
    _write(options.file, made)
    write_line(f"wrote {options.file}")
    return 0


def _write(file: Path, made: bytes) -> None:
    part = replaceable(file).with_name(f"{file.name}.part")
    try:
        part.write_bytes(made)
        part.replace(file)
    except OSError as error:
        raise CannotStart(f"{file} cannot be written: {error.strerror}") from error
