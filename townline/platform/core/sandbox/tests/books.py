"""Spreadsheets for tests, ordinary and hostile ones."""

import io
import zipfile

from openpyxl import Workbook
from openpyxl.worksheet.cell_range import CellRange

HEAD = ["관리번호", "주소"]


def save_workbook(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def small() -> Workbook:
    book = Workbook()
    for row in (HEAD, [1, "새벗로 1"], [2, "새벗로 2"]):
        book.active.append(row)
    return book


def blank_in_the_last_row() -> bytes:
    book = small()
    book.active["E1048576"] = " "
    return save_workbook(book)


def merged_over_everything() -> bytes:
    book = small()
    # Not by ``merge_cells``, which would make all its cells here.
    book.active.merged_cells.add(CellRange("A1:XFD1048576"))
    return save_workbook(book)


def many_rows(rows: int) -> bytes:
    """Write a sheet of so many rows as text: quicker than a library does."""
    cells = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, rows + 1))
    return with_sheet(f"<sheetData>{cells}</sheetData>")


def with_sheet(inner: str) -> bytes:
    """Put another content into the sheet of a small book."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return replace_member(
        "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{space}">{inner}</worksheet>'
    )


def replace_member(name: str, content: str) -> bytes:
    out = io.BytesIO()
    old = zipfile.ZipFile(io.BytesIO(save_workbook(small())))
    with old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, content if each == name else old.read(each))
    return out.getvalue()
