import csv
import datetime as dt
import io

import openpyxl
import pytest

from townline.platform.core.history.audit import Actor
from townline.platform.core.models import Transition
from townline.platform.web import export
from townline.platform.web.export import ExportSheet, Money, Percent, Tenths

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
DANGEROUS = ["=1+1", "+82 10", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "-", "--1"]


class Somebody:
    actor = Actor("staff", 7, "강하늘")
    now = NOW


def rows_of(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_what_a_spreadsheet_would_run_is_quoted_in_every_form():
    sheet = ExportSheet(["=head"], [[cell] for cell in DANGEROUS])
    wanted = ["'=head", *(f"'{cell}" if cell != "-" else "-" for cell in DANGEROUS)]
    assert [row[0] for row in rows_of(export.open_tables("a.csv", sheet))] == wanted
    book = openpyxl.load_workbook(io.BytesIO(export.open_tables("a.xlsx", sheet).content))
    cells = [row[0] for row in book.active.iter_rows()]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value[0] for cell in cells] == [each[0] for each in wanted]


def test_numbers_stay_numbers():
    row = [-1.5, "-1.5", "36.612345", 0, None, Percent(0.123), Tenths(2.04), Money(1000), "-3%"]
    (_, found) = rows_of(export.open_tables("a.csv", ExportSheet(["a"] * len(row), [row])))
    assert found == ["-1.5", "-1.5", "36.612345", "0", "", "12.3%", "2.0", "1000", "-3%"]
    book = openpyxl.load_workbook(
        io.BytesIO(export.open_tables("a.xlsx", ExportSheet(["a"] * len(row), [row])).content)
    )
    cells = next(iter(book.active.iter_rows(min_row=2)))
    assert [cell.value for cell in cells[:1]] == [-1.5]
    assert [cell.number_format for cell in cells[5:8]] == ["0.0%", "0.0", "#,##0"]


def test_several_tables_name_themselves_on_each_line():
    one, two = ExportSheet(["a"], [["1"]], "가: 나"), ExportSheet(["b"], [["2"], ["3"]], "다")
    response = export.open_tables("a.csv", one, two)
    assert rows_of(response) == [
        ["가: 나", "a"], ["가: 나", "1"], [], ["다", "b"], ["다", "2"], ["다", "3"], [],
    ]  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(export.open_tables("a.xlsx", one, two).content))
    assert book.sheetnames == ["가 나", "다"]


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_who_took_how_many_is_in_the_history(name):
    response = export.export_tables(
        Somebody(), name, ExportSheet(["a"], ([str(n)] for n in range(3)))
    )
    line = Transition.objects.get(event="export:file:download")
    assert (line.actor, line.at, line.data) == ("staff:7", NOW, {"file": name, "lines": 3})
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_an_open_file_names_nobody():
    export.open_tables("open.csv", ExportSheet(["a"], [["1"]]))
    assert not Transition.objects.filter(event=export.DOWNLOADED).exists()


def test_a_long_list_leaves_the_memory(monkeypatch):
    monkeypatch.setattr(export, "_IN_MEMORY", 1_000)
    made = iter(range(500))
    response = export.export_tables(Somebody(), "long.csv", ExportSheet(["a"], ([n] for n in made)))
    assert response.streaming
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    response.file_to_stream.close()  # a server does, by closing the response
    assert len(text.split()) == 501
    assert Transition.objects.get(event=export.DOWNLOADED).data["lines"] == 500
