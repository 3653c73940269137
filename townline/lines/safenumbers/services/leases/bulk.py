"""Issuing many numbers from a table: every line is checked first, and all go or none."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db import IntegrityError, transaction

from townline.lines.safenumbers.errors import BulkInvalid, PhonesInvalid, PlateInvalid
from townline.lines.safenumbers.models import Lease
from townline.lines.safenumbers.rules.bulk import MOST, Line, NotTable, Problem, lines_of
from townline.lines.safenumbers.rules.leases import OPEN, Audience
from townline.lines.safenumbers.sealing import plate_lookups
from townline.lines.safenumbers.selectors.settings import numbers_settings
from townline.lines.safenumbers.services.leases.issuing import LeaseRequest, plate_parse
from townline.lines.safenumbers.services.leases.many import Issued, leases_issue
from townline.lines.safenumbers.services.leases.phones import phones_parse
from townline.lines.safenumbers.services.leases.writer import By, acting
from townline.platform.core import sandbox
from townline.platform.core.sandbox.parsers.spreadsheets import read_book
from townline.platform.core.sandbox.parsers.text_tables import read_text_table

LARGEST = 5_000_000  # bytes of a file
_SHOWN = 100  # problems that are told
_MOST_COLUMNS = 50
_ZIP = b"PK\x03\x04"
_LANGUAGES = ("ko", "en")


class _Unknown(ValueError):
    def __init__(self, words: str, kind: str) -> None:
        super().__init__(words)
        self.kind = kind


def bulk_issue(*, by: By, content: bytes, dry: bool, now: dt.datetime) -> Issued:
    """Issue a number for each line of a CSV or XLSX file, in one transaction.

    Columns as in rules/bulk.py. ``dry`` checks everything and does nothing. Raises BulkInvalid
    whose ``extra["problems"]`` are (line, words, kind); then nothing was done either.
    """
    actor = acting(by)
    lease_requests = _lease_requests(_lines(content))
    if dry:
        return Issued(len(lease_requests), 0, ())
    try:
        with transaction.atomic():
            return leases_issue(actor=actor, lease_requests=lease_requests, now=now)
    except IntegrityError as error:
        words = "a car of this file got a number at this very moment; check the file again"
        raise _invalid([(1, words, "at-once")]) from error


def _lines(content: bytes) -> list[Line]:
    if len(content) > LARGEST:
        raise _invalid(
            [(1, f"the file has more than {LARGEST // 1_000_000} MB; cut it in two", "too-long")]
        )
    try:
        return lines_of(_rows(content))
    except NotTable as error:
        raise _invalid([(error.line, str(error), error.kind)]) from error


def _rows(content: bytes) -> list[tuple[int, Sequence[object]]]:
    """Have the sandbox read the rows. Raises NotTable."""
    try:
        if content.startswith(_ZIP):
            book = sandbox.call(
                read_book, content, sheet="", first=True, most_rows=MOST, most_columns=_MOST_COLUMNS
            )
            return [(number, cells) for number, cells in book["rows"]]
        read = sandbox.call(
            read_text_table,
            content,
            separators=",",
            strict=True,
            most_rows=MOST,
            most_columns=_MOST_COLUMNS,
        )
        return [(number, cells) for number, cells in read]
    except sandbox.ParserRefused as refused:
        raise _not_table(refused) from refused


def _not_table(refused: sandbox.ParserRefused) -> NotTable:
    line = refused.values.get("line")
    if refused.kind == "many":
        return NotTable(1, f"more than {MOST:,} lines; cut the file in two", "too-long")
    if refused.kind in {"time", "memory", "unpacked", "wide", "merges"}:
        return NotTable(1, "the file is too large; leave only the columns needed", "too-long")
    if refused.kind == "empty":
        return NotTable(1, "the file has no lines below its first one", "empty")
    words = "the file is no CSV in UTF-8 or CP949, and no XLSX that could be read"
    return NotTable(line if isinstance(line, int) else 1, words)


def _lease_requests(lines: Sequence[Line]) -> list[LeaseRequest]:
    problems: list[Problem] = []
    lease_requests: list[tuple[int, LeaseRequest]] = []
    for line, values in lines:
        try:
            lease_requests.append((line, _lease_request(values)))
        except (PlateInvalid, PhonesInvalid) as error:
            problems.append((line, str(error), error.type))
        except _Unknown as error:
            problems.append((line, str(error), error.kind))
    problems += _doubles(lease_requests)
    if problems:
        raise _invalid(sorted(problems))
    return [lease_request for _, lease_request in lease_requests]


def _lease_request(values: dict[str, str]) -> LeaseRequest:
    audience = values.get("audience") or Audience.RESIDENT
    language = values.get("language") or _LANGUAGES[0]
    if audience not in list(Audience):
        words = f"audience {audience!r} is unknown; accepted: {', '.join(Audience)}"
        raise _Unknown(words, "audience")
    if language not in _LANGUAGES:
        raise _Unknown(f"language {language!r} is unknown; accepted: ko, en", "language")
    phones = [text for name in ("phone", "phone_2", "phone_3") if (text := values.get(name, ""))]
    fallback = values.get("fallback", "")
    phones_parse(phones, fallback)
    return LeaseRequest(
        plate=plate_parse(values.get("plate", "")),
        phones=phones,
        audience=Audience(audience),
        language=language,
        consent=numbers_settings().consent.version,
        fallback=fallback,
    )


def _doubles(lease_requests: Sequence[tuple[int, LeaseRequest]]) -> Iterator[Problem]:
    names = {
        each: lease_request.plate
        for _, lease_request in lease_requests
        for each in plate_lookups(lease_request.plate)
    }
    open_ones = Lease.objects.filter(plate_lookup__in=list(names), state__in=OPEN)
    proved_leases = open_ones.exclude(proved_at=None)
    known = {names[bytes(each)] for each in proved_leases.values_list("plate_lookup", flat=True)}
    first: dict[str, int] = {}
    for line, lease_request in lease_requests:
        if lease_request.plate in first:
            yield (
                line,
                f"the same car stands already on line {first[lease_request.plate]}",
                "double",
            )
        elif lease_request.plate in known:
            yield line, "this car has a number already, or waits for one", "car-has-a-number"
        first.setdefault(lease_request.plate, line)


def _invalid(problems: list[Problem]) -> BulkInvalid:
    more = len(problems) - _SHOWN
    shown = problems[:_SHOWN] + ([(0, f"and {more} more", "more")] if more > 0 else [])
    return BulkInvalid("lines of the file are wrong; nothing was done", problems=shown)
