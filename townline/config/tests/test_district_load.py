import csv
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from townline.casework.cases.settings import Cases
from townline.casework.deadlines.settings import Kinds
from townline.config.command_line.district_command import write_template
from townline.config.loading import DistrictInvalid, exporting, load
from townline.config.loading.tables import TABLES
from townline.config.tests.district import copy, spoil
from townline.platform.conversations.settings import Gap
from townline.platform.core import district
from townline.platform.core.models import District, Holiday, Place, ResidentText
from townline.platform.core.paths import DEMO
from townline.platform.core.text.columns import Column
from townline.platform.departments import api as departments

pytestmark = pytest.mark.usefixtures("empty")


def _rows() -> list[list[Any]]:
    return [
        sorted(model.objects.values(), key=str)
        for model in (District, ResidentText, Holiday, Place, departments.Department)
    ] + [
        sorted(model.objects.values(), key=str)
        for model in (departments.Service, departments.Staff)
    ]


def test_the_demo_district_is_stored_as_its_files_say():
    report = load(DEMO)
    assert (report.departments, report.staff) == (22, 0)
    found = departments.departments()
    assert [d.code for d in found][:2] == ["safety-transport-bureau", "safety"]
    assert found[1].parent_id == "safety-transport-bureau"
    assert departments.service_department("parking") == "parking-enforcement"
    assert Holiday.objects.get(date="2026-12-25").name_en == "Christmas Day"
    assert Place.objects.get(name_en="21 Neuti-ro").dong == "느티동"
    assert len(District.objects.get().boundaries["features"]) == 10
    assert departments.staff_by_username("mayor") is None


def test_settings_and_texts_can_be_asked_for_after_loading(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        load(DEMO)
    now = district.current()
    assert (now.name("ko"), now.name("en")) == ("한들구", "Handeul-gu")
    assert now.part(Cases).promise.total_seconds() == 48 * 3600
    assert now.part(Gap).gap_marker.en == " [… part {missing} did not arrive …] "
    assert now.part(Kinds).kinds[0].kind == "complaint"
    assert "{code}" in district.text("receipt", "en")
    assert district.text("opening.question_end", "en") == "Reply to this text."
    assert district.text("state.closed", "en") == "closed"


def test_staff_comes_only_with_a_demonstration_and_without_passwords():
    load(DEMO, with_staff=True)
    officer = departments.staff_by_username("roads.officer2")
    assert officer is not None
    assert officer.department_id == "roads"
    assert not officer.has_usable_password()


def test_loading_again_changes_nothing():
    assert load(DEMO, with_staff=True).changed > 0
    before = _rows()
    assert load(DEMO, with_staff=True).changed == 0
    assert _rows() == before


def test_kinds_in_another_order_are_a_change_and_stay_in_it(tmp_path: Path):
    load(DEMO)
    folder = copy(tmp_path)
    spoil(folder, "warnings.json", _last_kind_first)
    assert load(folder).changed == 1
    assert load(folder).changed == 0
    assert [*District.objects.get().settings["warnings"]["kinds"]][:2] == ["air", "rain"]


def _last_kind_first(text: str) -> str:
    read = json.loads(text)
    last = [*read["kinds"]][-1]
    return json.dumps(read | {"kinds": {last: read["kinds"].pop(last)} | read["kinds"]})


def test_workbooks_with_korean_words_stand_for_the_tables_of_a_folder(tmp_path: Path):
    load(DEMO, with_staff=True)
    before, exported = _rows(), exporting.files()
    folder = copy(tmp_path)
    names = {"roads": "도로과", "safety": "안전관리과", "safety-transport-bureau": "안전교통국"}
    for name, columns in TABLES.items():
        if (folder / name).exists():
            _write_in_korean(folder, name, columns, names)
    assert sorted(one.stem for one in folder.glob("*.xlsx")) == [
        "agencies", "assignment", "departments", "gazetteer", "holidays", "number_pools", "places",
        "staff",
    ]  # fmt: skip
    assert load(folder, with_staff=True).changed == 0
    assert _rows() == before
    after = exporting.files()
    for name in TABLES.keys() & exported.keys() - {"departments.csv"}:
        assert after[name].splitlines() == exported[name].splitlines(), name
    assert b"roads" in after["departments.csv"]


def _write_in_korean(
    folder: Path, name: str, columns: tuple[Column, ...], names: dict[str, str]
) -> None:
    """Put a workbook in the place of a table: headings of its template, values as offices write."""
    made = (folder / name).with_suffix(".xlsx")
    assert write_template(made) == 0
    book = load_workbook(made)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in columns]
    words = {one.name: {value: word for word, value in one.values.items()} for one in columns}
    with (folder / name).open(newline="") as file:
        for row in csv.DictReader(file):
            row |= {key: words[key].get(cell, cell) for key, cell in row.items()}
            for key in row.keys() & {"department", "after", "parent"}:
                row[key] = names.get(row[key], row[key])
            if "date" in row:
                row["date"] = "{}. {}. {}.".format(*map(int, row["date"].split("-")))
            sheet.append([row[column.name] for column in columns])
    (folder / name).unlink()
    book.save(made)


def test_a_table_may_also_be_a_csv_with_korean_words(tmp_path: Path):
    folder = copy(tmp_path)
    (folder / "holidays.csv").write_text(
        "날짜,이름,영문 이름,구분\n2027년 5월 3일,구민의 날,Residents' Day,임시 공휴일\n"
    )
    load(folder)
    found = Holiday.objects.get()
    assert (str(found.date), found.kind) == ("2027-05-03", "temporary")


def test_a_change_in_the_files_changes_only_that(tmp_path: Path):
    load(DEMO)
    folder = copy(tmp_path)
    spoil(folder, "departments.csv", lambda text: text.replace("도로과", "도로관리과"))
    spoil(folder, "holidays.csv", lambda text: text.replace("2026-12-25,", "2026-12-24,"))
    assert load(folder).changed == 4  # the department, its district's settings, two days off
    assert departments.departments()[2].name_ko == "도로관리과"
    assert not Holiday.objects.filter(date="2026-12-25").exists()


def test_a_department_that_left_the_file_goes(tmp_path: Path):
    load(DEMO)
    folder = copy(tmp_path)
    spoil(folder, "services.json", _other_office)
    (folder / "staff.csv").unlink()
    spoil(folder, "departments.csv", _without("culture,"))
    load(folder)
    assert "culture" not in [d.code for d in departments.departments()]


def test_a_department_that_people_belong_to_stays_and_says_why(tmp_path: Path):
    load(DEMO, with_staff=True)
    before = _rows()
    folder = copy(tmp_path)
    spoil(folder, "services.json", _other_office)
    (folder / "staff.csv").unlink()
    spoil(folder, "departments.csv", _without("culture,"))
    with pytest.raises(DistrictInvalid, match=r"departments\.csv: .*'culture'.* 2 × staff"):
        load(folder)
    assert _rows() == before


def test_another_district_takes_the_place_of_the_first(tmp_path: Path):
    load(DEMO)
    folder = copy(tmp_path)
    data = json.loads((folder / "district.json").read_text())
    data["jurisdiction_id"] = "saetmal"
    (folder / "district.json").write_text(json.dumps(data))
    load(folder)
    assert District.objects.get().jurisdiction_id == "saetmal"


def _without(start: str):
    def change(text: str) -> str:
        return "".join(ln for ln in text.splitlines(keepends=True) if not ln.startswith(start))

    return change


def _other_office(text: str) -> str:
    return text.replace('"department": "culture"', '"department": "economy"')
