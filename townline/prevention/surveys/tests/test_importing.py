"""A list is read as offices keep it, taken in whole, exact to the line, and never doubled."""

import pytest
from openpyxl import Workbook

from townline.platform.core.history import audit
from townline.prevention.surveys.errors import UnreadableList
from townline.prevention.surveys.models import Home
from townline.prevention.surveys.selectors.counts import count_list, reconcile_list
from townline.prevention.surveys.services import importing, list_files, tables
from townline.prevention.surveys.tests.lists import (
    KIND,
    NOW,
    as_csv,
    as_xlsx,
    import_rows,
    invented_rows,
    row,
    save_workbook,
    take,
)

pytestmark = pytest.mark.django_db


def counts(draft):
    return {name: count for name, count in draft.counts.items() if count}


def problems(draft):
    return [(p["line"], p["column"], p["code"]) for p in draft.problems]


def test_a_list_is_taken_in_and_a_second_time_doubles_nothing():
    rows = invented_rows(40)
    first = take(as_csv(rows))
    assert counts(first) == {"listed": 40, "located": 40}
    assert counts(take(as_csv(rows))) == {"unchanged": 40}
    rows[3][2] = "지하 9호"
    assert counts(take(as_csv(rows))) == {"unchanged": 39, "updated": 1}
    assert Home.objects.get(reference=rows[3][0]).unit == "B1-9"
    found = reconcile_list(KIND)
    assert (found.adds_up, found.counted.listed, len(found.imports)) == (True, 40, 3)
    home = Home.objects.first()
    assert [line.event for line in audit.history(f"home:{home.id}")] == ["home:entry:list"]


def test_each_mistake_is_named_and_only_lines_without_a_home_are_refused():
    draft = import_rows(
        row("1"),
        row("2", address="아무 데나"),
        row("3", address=""),
        row("4", 위도="125.33", 경도="36.61"),
        row("5", 위도="35.1", 경도="129.0"),
        row("6", 위도="여기", 경도="125.33"),
        row("7", 위도="36.61"),
        row("8", 사용승인일="1999.13.40"),
        row("1", address="새벗로 3"),
        row("9", address="새벗로 9", 사용승인일="1998. 7. 3."),
        row("10", address="새벗로 10", 사용승인일="36945"),
        row("11" * 40, address="", 위도="여기", 경도="저기", 사용승인일="언제"),
    )
    assert problems(draft) == [
        (3, "address", "unread"),
        (4, "address", "missing"),
        (5, "latitude", "swapped"),
        (6, "latitude", "outside"),
        (7, "latitude", "number"),
        (8, "longitude", "half"),
        (9, "built_on", "day"),
        (10, "", "doubled"),
        (13, "reference", "long"),
        (13, "address", "missing"),
        (13, "latitude", "number"),
        (13, "longitude", "number"),
        (13, "built_on", "day"),
    ]
    assert [p["line"] for p in draft.problems if p["taken"]] == [7, 8, 9]
    found = counts(draft)
    assert (found["listed"], found["refused"], found["noted"]) == (6, 5, 3)
    odd = Home.objects.get(reference="8")
    assert (odd.address, odd.attributes) == ("새벗로 1", {})
    built = Home.objects.filter(reference__in=["9", "10"]).order_by("id")
    assert [home.attributes["built_on"] for home in built] == ["1998-07-03", "2001-02-23"]


def test_a_dry_run_says_the_same_and_writes_nothing():
    table = tables.read(as_csv(invented_rows(12)))
    plan = importing.plan(KIND, table, importing.columns_of(KIND, table.headings))
    assert plan.counts()["listed"] == 12
    assert not Home.objects.exists()


def test_merged_headings_and_a_title_are_read_as_a_reader_sees_them():
    book = Workbook()
    sheet = book.active
    sheet.append(["반지하 주택 현황", *[None] * 4])
    sheet.merge_cells("A1:E1")
    sheet.append(["관리번호", "도로명주소", "호", "위치", None])
    sheet.append([None, None, None, "위도", "경도"])
    for column in "ABC":
        sheet.merge_cells(f"{column}2:{column}3")
    sheet.merge_cells("D2:E2")
    sheet.append(["1", "새벗로 1", "지하 1호", 36.6, 125.33])
    table = tables.read(save_workbook(book))
    assert table.headings == ["관리번호", "도로명주소", "호", "위치 위도", "위치 경도"]
    assert table.rows == [(4, ["1", "새벗로 1", "지하 1호", "36.6", "125.33"])]
    columns = importing.columns_of(KIND, table.headings)
    assert columns.fields["latitude"] == "위치 위도"
    assert set(columns.fields) == {"reference", "address", "unit", "latitude", "longitude"}


def test_of_two_sheets_one_is_asked_for():
    rows = invented_rows(3)
    content = as_xlsx(구=rows, 신=rows)
    with pytest.raises(UnreadableList) as refused:
        tables.read(content)
    assert refused.value.extra["names"] == ["구", "신"]
    assert len(tables.read(content, "신").rows) == 3
    assert len(tables.read(as_xlsx(하나=rows, 빈=[])).rows) == 3
    with pytest.raises(UnreadableList):
        tables.read(content, "없음")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xd0\xcf\x11\xe0old", "old_excel"),
        (b"PK\x03\x04broken", "broken"),
        (b"", "empty"),
        ("주소,호\n".encode(), "empty"),
        (b"\xef\xbb\xbf\xff\xff", "encoding"),
        (as_csv([["a", "b"], ["1", "2"]]), "address"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(content, why):
    with pytest.raises(UnreadableList) as refused:
        take(content)
    assert refused.value.extra["why"] == why


def test_a_mapping_is_remembered_and_serves_a_file_with_other_columns_beside():
    rows = [["어디", "몇 호", "비고"], ["새벗로 1", "지하 1호", "파란 대문"]]
    content = as_csv(rows)
    draft = list_files.list_upload(
        kind=KIND, file_name="x", content=content, sheet="", actor=audit.SERVER, now=NOW
    )
    assert draft.mapping == {"fields": {"unit": "몇 호"}, "kept": []}
    columns = importing.ListColumns({"address": "어디", "unit": "몇 호"}, ("비고",))
    list_files.list_columns(draft, columns, now=NOW)
    importing.list_take(draft_id=draft.id, actor=audit.SERVER, now=NOW)
    assert Home.objects.get().attributes == {"비고": "파란 대문"}
    assert importing.columns_of(KIND, rows[0]) == columns
    more = importing.columns_of(KIND, ["어디", "비고", "몇 호", "날짜"])
    assert more == columns


def test_cp949_with_semicolons_is_read():
    rows = [";".join(cells) for cells in invented_rows(2)]
    assert counts(take("\r\n".join(rows).encode("cp949")))["listed"] == 2


def test_what_a_person_placed_no_file_moves():
    take(as_csv(invented_rows(1)))
    home = Home.objects.get()
    from townline.prevention.surveys.services.homes import home_place

    home_place(home_id=home.id, point=(36.6, 125.31), actor=audit.SERVER, now=NOW)
    assert counts(take(as_csv(invented_rows(1)))) == {"unchanged": 1}
    home.refresh_from_db()
    assert (home.latitude, home.located_by) == (36.6, "hand")


def test_without_a_position_it_lies_where_its_door_or_the_gazetteer_says():
    import_rows(
        row("1", address="새벗로 12", 위도="36.6075", 경도="125.3391"),
        row("2", address="새벗로 12", unit="지하 2호"),
        row("3", address="물레길 52", 법정동=""),
        row("4", address="한들로 3", 법정동="없는동"),
    )
    found = {h.reference: (h.located_by, h.dong) for h in Home.objects.all()}
    assert found["2"][0] == "building"
    assert found["3"] == ("places", "물레동")
    assert found["4"] == ("places", "한들동")


def test_the_same_home_with_and_without_a_reference_is_one():
    import_rows(row("", address="새벗로 12"))
    again = import_rows(row("77", address="한들구 새벗로 12 (새벗동)"))
    assert counts(again) == {"updated": 1}
    assert Home.objects.get().key == "ref:77"
    assert counts(import_rows(row("", address="새벗로 12"))) == {"updated": 1}
    assert Home.objects.get().key == "ref:77"
    assert count_list(KIND).listed == 1
