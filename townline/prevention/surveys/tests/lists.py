"""Lists of homes for tests: invented ones, written as offices write them."""

import csv
import datetime as dt
import io
import json

from openpyxl import Workbook

from townline.platform.core.history.audit import SERVER
from townline.platform.core.paths import DEMO
from townline.prevention.surveys.rules.invented import HEADINGS, Quarter, homes
from townline.prevention.surveys.services import importing, list_files

NOW = dt.datetime(2026, 9, 21, 0, 30, tzinfo=dt.UTC)
KIND = "semi-basement"
_ROADS = {"느티동": "느티로", "한들동": "한들로", "새벗동": "새벗로", "물레동": "물레길"}


def quarters():
    land = json.loads((DEMO / "boundaries.geojson").read_text())["features"]
    outlines = {f["properties"]["name_ko"]: f["geometry"]["coordinates"][0] for f in land}
    return [Quarter(name, outlines[name], [road]) for name, road in _ROADS.items()]


def invented_rows(count, seed=7):
    return [list(HEADINGS), *(home.cells() for home in homes(count, quarters(), "한들구", seed))]


def as_csv(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(**sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return save_workbook(book)


def save_workbook(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def take(content, *, now=NOW, sheet="", kind=KIND, actor=SERVER):
    draft = list_files.list_upload(
        kind=kind, file_name="list", content=content, sheet=sheet, actor=actor, now=now
    )
    return importing.list_take(draft_id=draft.id, actor=actor, now=now)


def import_rows(*rows, **more):
    return take(as_csv([list(HEADINGS), *rows]), **more)


def row(reference="", address="새벗로 1", unit="지하 1호", **more):
    cells = {"법정동": "새벗동", "위도": "", "경도": "", "사용승인일": "", "면적": ""} | more
    return [reference, address, unit, *cells.values()]
