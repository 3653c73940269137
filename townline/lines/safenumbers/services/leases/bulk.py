"""Issuing many numbers from a table: every line is checked first, and all go or none."""

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from zipfile import BadZipFile

from django.db import IntegrityError, transaction

from townline.lines.safenumbers.errors import BulkInvalid, PhonesInvalid, PlateInvalid
from townline.lines.safenumbers.models import Lease
from townline.lines.safenumbers.rules.bulk import Line, NotTable, Problem, csv_rows, lines_of
from townline.lines.safenumbers.rules.leases import OPEN, Audience
from townline.lines.safenumbers.sealing import plate_lookups
from townline.lines.safenumbers.selectors.settings import numbers_settings
from townline.lines.safenumbers.services.leases.issuing import Wish, plate_parse
from townline.lines.safenumbers.services.leases.many import Issued, leases_issue
from townline.lines.safenumbers.services.leases.phones import phones_parse
from townline.lines.safenumbers.services.leases.writer import By, acting

LARGEST = 5_000_000  # bytes of a file
_SHOWN = 100  # problems that are told
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
    wishes = _wishes(_lines(content))
    if dry:
        return Issued(len(wishes), 0, ())
    try:
        with transaction.atomic():
            return leases_issue(actor=actor, wishes=wishes, now=now)
    except IntegrityError as error:
        words = "a car of this file got a number at this very moment; check the file again"
        raise _invalid([(1, words, "at-once")]) from error


def _lines(content: bytes) -> list[Line]:
    if len(content) > LARGEST:
        raise _invalid(
            [(1, f"the file has more than {LARGEST // 1_000_000} MB; cut it in two", "too-long")]
        )
    try:
        return lines_of(_sheet_rows(content) if content.startswith(_ZIP) else _text_rows(content))
    except NotTable as error:
        raise _invalid([(error.line, str(error), error.kind)]) from error


def _text_rows(content: bytes) -> Iterator[tuple[int, Sequence[object]]]:
    for charset in ("utf-8-sig", "cp949"):  # what spreadsheets here write
        try:
            return csv_rows(content.decode(charset))
        except UnicodeDecodeError:
            continue
    raise NotTable(1, "the file is no text in UTF-8 or CP949, and no XLSX")


def _sheet_rows(content: bytes) -> Iterator[tuple[int, Sequence[object]]]:
    import openpyxl  # noqa: PLC0415 -- a third of a second at each start, for a file now and then
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 -- the same

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        yield from enumerate(sheet.iter_rows(values_only=True), 1)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, IndexError, OSError) as error:
        raise NotTable(1, "the file is no XLSX that could be read") from error


def _wishes(lines: Sequence[Line]) -> list[Wish]:
    problems: list[Problem] = []
    wishes: list[tuple[int, Wish]] = []
    for line, values in lines:
        try:
            wishes.append((line, _wish(values)))
        except (PlateInvalid, PhonesInvalid) as error:
            problems.append((line, str(error), error.type))
        except _Unknown as error:
            problems.append((line, str(error), error.kind))
    problems += _doubles(wishes)
    if problems:
        raise _invalid(sorted(problems))
    return [wish for _, wish in wishes]


def _wish(values: dict[str, str]) -> Wish:
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
    return Wish(
        plate=plate_parse(values.get("plate", "")),
        phones=phones,
        audience=Audience(audience),
        language=language,
        consent=numbers_settings().consent.version,
        fallback=fallback,
    )


def _doubles(wishes: Sequence[tuple[int, Wish]]) -> Iterator[Problem]:
    names = {each: wish.plate for _, wish in wishes for each in plate_lookups(wish.plate)}
    open_ones = Lease.objects.filter(plate_lookup__in=list(names), state__in=OPEN)
    taken = open_ones.exclude(proved_at=None)
    known = {names[bytes(each)] for each in taken.values_list("plate_lookup", flat=True)}
    first: dict[str, int] = {}
    for line, wish in wishes:
        if wish.plate in first:
            yield line, f"the same car stands already on line {first[wish.plate]}", "double"
        elif wish.plate in known:
            yield line, "this car has a number already, or waits for one", "car-has-a-number"
        first.setdefault(wish.plate, line)


def _invalid(problems: list[Problem]) -> BulkInvalid:
    more = len(problems) - _SHOWN
    shown = problems[:_SHOWN] + ([(0, f"and {more} more", "more")] if more > 0 else [])
    return BulkInvalid("lines of the file are wrong; nothing was done", problems=shown)
