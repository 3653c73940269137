"""Spreadsheets as people write them are read; hostile ones are refused by what is wrong."""

from typing import Any

import pytest

from townline.platform.core import sandbox
from townline.platform.core.sandbox.parsers.spreadsheets import read_book
from townline.platform.core.sandbox.parsers.text_tables import read_text_table
from townline.platform.core.sandbox.tests import books

MOST: dict[str, Any] = {"most_rows": 1_000, "most_columns": 50}
ROWS = [[1, books.HEAD], [2, [1, "새벗로 1"]], [3, [2, "새벗로 2"]]]


def read(content: bytes):
    return sandbox.call(read_book, content, sheet="", **MOST)


def refusal_kind(content: bytes) -> str:
    with pytest.raises(sandbox.ParserRefused) as caught:
        read(content)
    return caught.value.kind


@pytest.mark.parametrize(
    "content",
    [
        books.save_workbook(books.small()),
        books.blank_in_the_last_row(),
        books.merged_over_everything(),
    ],
)
def test_a_small_book_is_read_however_far_its_sheet_reaches(content):
    assert len(content) < 6_000
    assert read(content)["rows"] == ROWS


def test_what_is_merged_stands_in_each_of_its_cells():
    book = books.small()
    book.active.append([3, None])
    book.active.merge_cells("B3:B4")
    assert read(books.save_workbook(book))["rows"][2:] == [
        [3, [2, "새벗로 2"]],
        [4, [3, "새벗로 2"]],
    ]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (books.many_rows(400_000), "many"),
        (books.with_sheet("<sheetData>" + " " * 320_000_000), "unpacked"),
        (books.with_sheet("<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 30_000), "merges"),
        (books.with_sheet('<sheetData><row r="1"><c r="BA1"><v>1</v></c></row></sheetData>'),
         "wide"),
        (books.with_sheet("<sheetData></sheetData>"), "empty"),
        (books.with_sheet('<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'), "broken"),
        (books.replace_member("xl/workbook.xml", "<" * 9), "broken"),
        (b"PK\x03\x04broken", "broken"),
        (b"\xd0\xcf\x11\xe0old", "old_excel"),
        (b"plain text", "format"),
    ],
    ids=["rows", "bomb", "merges", "columns", "nothing", "cut", "torn", "no zip", "old", "text"],
)  # fmt: skip
def test_a_hostile_book_is_refused_by_what_is_wrong(content, kind):
    assert refusal_kind(content) == kind


def text_rows(content: bytes):
    return sandbox.call(read_text_table, content, **MOST)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_as_korean_offices_write_it(encoding, separator):
    words = separator.join(books.HEAD) + "\r\n" + separator.join(["1", "새벗로 1"]) + "\r\n\r\n"
    assert text_rows(words.encode(encoding)) == [[1, books.HEAD], [2, ["1", "새벗로 1"]]]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"1,2\n" * 5_000, "many"),
        (b"," * 60 + b"1\n", "wide"),
        (b"\xff\xfe\xff", "encoding"),
        (b'"' + b"x" * 200_000 + b'"\n', "format"),
        (b"," * 1_000_000 + b"1", "wide"),
    ],
    ids=["rows", "columns", "letters", "one cell", "separators"],
)
def test_a_hostile_table_is_refused_by_what_is_wrong(content, kind):
    with pytest.raises(sandbox.ParserRefused) as caught:
        text_rows(content)
    assert caught.value.kind == kind
