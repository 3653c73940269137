"""What files call things, and what a cell may say."""

import datetime as dt

import pytest

from townline.prevention.hazards.exploration_planning.errors import SENTENCES, RowProblem
from townline.prevention.hazards.exploration_planning.rules.columns import (
    Fault,
    PlaceFileKind,
    digest,
    fields_of,
)


def test_names_of_spreadsheets_and_of_the_national_tables():
    ours = fields_of(
        PlaceFileKind.SEWER, {"id": "7", "year": 1978, "material": "brick", "diameter": "600"}
    )
    theirs = fields_of(
        PlaceFileKind.SEWER,
        {"FTR_IDN": 7.0, "IST_YMD": "19780301", "MOP_CDE": "brick", "STD_DIP": "600 mm"},
    )
    assert ours == theirs == {
        "code": "7", "name": "", "year": 1978, "material": "brick", "diameter_mm": 600.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "cells", "field", "wanted"),
    [
        (PlaceFileKind.SECTION, {"구분": "보도"}, "surface", "pavement"),
        (PlaceFileKind.SECTION, {}, "surface", "roadway"),
        (PlaceFileKind.SECTION, {"폭": "6.5 m"}, "width_m", 6.5),
        (PlaceFileKind.SECTION, {"폭": 0}, "width_m", None),
        (PlaceFileKind.SEWER, {"관경": "1,200"}, "diameter_mm", 1200),
        (PlaceFileKind.SEWER, {"설치연도": None}, "year", None),
        (
            PlaceFileKind.PERMIT,
            {"착공일": "2025.3.2", "준공일": "20250401"},
            "ends_on",
            dt.date(2025, 4, 1),
        ),
        (PlaceFileKind.PERMIT, {"착공일": "2025-03-02 00:00:00"}, "begins_on", dt.date(2025, 3, 2)),
        (PlaceFileKind.RAIN, {"일시": "2026-07-01", "일강수량(mm)": "81.5"}, "mm", 81.5),
    ],
)
def test_cells_as_people_write_them(kind, cells, field, wanted):
    assert fields_of(kind, cells)[field] == wanted


@pytest.mark.parametrize(
    ("kind", "cells", "fault"),
    [
        (PlaceFileKind.SECTION, {"구분": "하늘"}, "surface"),
        (PlaceFileKind.SECTION, {"폭": "넓음"}, "number"),
        (PlaceFileKind.SECTION, {"폭": "-3"}, "number"),
        (PlaceFileKind.SECTION, {"폭": "nan"}, "number"),
        (PlaceFileKind.SECTION, {"id": "x" * 65}, "long"),
        (PlaceFileKind.SECTION, {"도로명": "a\x00b"}, "nul"),
        (PlaceFileKind.SEWER, {"설치연도": "78"}, "year"),
        (PlaceFileKind.SEWER, {"설치연도": "3024"}, "year"),
        (PlaceFileKind.PERMIT, {"착공일": "2025-02-30"}, "day"),
        (PlaceFileKind.PERMIT, {"착공일": "봄"}, "day"),
        (PlaceFileKind.PERMIT, {}, "needed"),
        (PlaceFileKind.PERMIT, {"착공일": "2025-03-02", "준공일": "2025-03-01"}, "order"),
        (PlaceFileKind.RAIN, {"일시": "2026-07-01"}, "needed"),
    ],
)
def test_what_says_nothing_is_refused_with_its_column(kind, cells, fault):
    with pytest.raises(Fault) as refused:
        fields_of(kind, cells)
    assert refused.value.kind == fault
    assert refused.value.values["column"]
    words = RowProblem(fault, 3, refused.value.values).words()
    assert "%(" not in words


def test_every_fault_has_a_sentence():
    assert set(SENTENCES) >= {"surface", "number", "year", "day", "needed", "order", "long", "nul"}


def test_what_has_no_name_is_named_by_its_shape():
    assert digest(b"a") == digest(b"a") != digest(b"b")
    assert digest(b"a", "roadway") != digest(b"a", "pavement")
