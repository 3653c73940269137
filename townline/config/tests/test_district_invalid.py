"""Every mistake is told by file and line, and then nothing is stored."""

from collections.abc import Callable
from pathlib import Path

import pytest

from townline.config.loading import DistrictInvalid, load
from townline.config.tests.district import copy, spoil
from townline.platform.core.models import District, Holiday, Place, ResidentText
from townline.platform.departments import api as departments

pytestmark = pytest.mark.usefixtures("empty")


def _errors(folder: Path) -> list[str]:
    with pytest.raises(DistrictInvalid) as raised:
        load(folder, with_staff=True)
    for model in (District, Holiday, Place, ResidentText, departments.Department):
        assert not model.objects.exists(), model
    return [str(error) for error in raised.value.errors]


def _replace(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (
            "district.json",
            '"payloads": "P90D"',
            '"payloads": "3 months"',
            "retention.payloads: '3 months' is not a duration; write it like",
        ),
        (
            "district.json",
            '"receipts": "P90D"',
            '"recipes": "P90D"',
            "retention.recipes: 'recipes' is unknown; accepted: texts, notices, presence,",
        ),
        (
            "district.json",
            '"case_code_prefix": "H"',
            '"case_code_prefix": "H", "second_factor_roles": ["clerk", "king"]',
            "second_factor_roles.1: 'king' is unknown; accepted: clerk, officer,",
        ),
        (
            "district.json",
            '"start": "21:00"',
            '"start": "9 p.m."',
            "quiet_hours.start: '9 p.m.' is not a time; write it like 21:00",
        ),
        (
            "district.json",
            '"answers": false',
            '"answers": "no"',
            "quiet_hours.answers: must be true or false",
        ),
        (
            "services.json",
            '"department": "transport"',
            '"department": "trains"',
            "services.1.department: 'trains' is unknown; accepted: safety, roads,",
        ),
        (
            "services.json",
            '"service_code": "traffic"',
            '"service_code": "parking"',
            "services.1.service_code: 'parking' stands here twice",
        ),
        (
            "departments.csv",
            "roads,safety-transport-bureau",
            "roads,nowhere",
            "parent 'nowhere' is not a bureau above it; accepted: safety-transport-bureau",
        ),
        ("departments.csv", "\nroads,", "\nsafety,", "code 'safety' stands already on line 3"),
        ("departments.csv", "\nroads,", "\nRoads,", "code 'Roads' may hold only lower-case"),
        (
            "departments.csv",
            "도로과,Roads Division,department",
            "도로과,Roads Division,team",
            "kind 'team' is unknown; accepted: bureau, department",
        ),
        ("departments.csv", "도로과,", "도로과,,", "the row has 7 columns; the header has 6"),
        ("departments.csv", ",도로과,", ",,", "name_ko is empty"),
        ("holidays.csv", "2026-12-25,", "2026-13-25,", "date '2026-13-25' is not a date"),
        ("holidays.csv", "2026-12-25,", "2026-10-09,", "the date 2026-10-09 stands above already"),
        ("places.csv", "느티로 21,21 Neuti-ro,느티동", "느티로 21,21 Neuti-ro,달동", "dong '달동'"),
        ("places.csv", "36.62118,", "36.99999,", "does not lie in 느티동"),
        ("staff.csv", ",officer,roads,", ",officer,,", "the role officer needs a department"),
        ("staff.csv", ",officer,roads,", ",boss,roads,", "role 'boss' is unknown; accepted: clerk"),
        ("district.json", '"PT48H"', '"48 hours"', "promise: '48 hours' is not a duration"),
        ("district.json", '"front_department": "civil-affairs"', '"front_department": "x"', "'x'"),
        ("district.json", '"Asia/Seoul"', '"Asia/Handeul"', "is not a time zone"),
        ("district.json", '"H"', '"h-"', "must be one to three capital letters"),
        (
            "texts.json",
            "Case {code}. Answer by {due}.",
            "Case {code}. Answer by {when}.",
            (
                "automatic.receipt.en: the placeholder {when} is not listed for this text; "
                "accepted: code, due"
            ),
        ),
        ("texts.json", "접수번호 {code}. {due}까지", "접수번호 {code}. {due까지", "the braces"),
        (
            "texts.json",
            '"placeholders": ["code", "due"]',
            '"placeholders": ["kod"]',
            "'kod' cannot",
        ),
    ],
)
def test_the_line_of_a_wrong_value_is_named(tmp_path: Path, file, old, new, words):
    folder = copy(tmp_path)
    line = spoil(folder, file, _replace(old, new))
    errors = _errors(folder)
    assert any(e.startswith(f"{file}:{line}: ") and words in e for e in errors), errors


def test_a_wrong_header_says_what_is_accepted(tmp_path: Path):
    folder = copy(tmp_path)
    spoil(folder, "holidays.csv", _replace("date,", "day,"))
    assert _errors(folder) == [
        (
            "holidays.csv:1: the header is 'day,name_ko,name_en,kind'; "
            "accepted: date,name_ko,name_en,kind"
        )
    ]


def test_broken_json_is_told_with_line_and_column(tmp_path: Path):
    folder = copy(tmp_path)
    spoil(folder, "texts.json", _replace('"when": "a text opened a new case",', '"when": "a",,'))
    assert _errors(folder) == [
        "texts.json:5: column 19: not JSON: Expecting property name enclosed in double quotes"
    ]


def test_a_key_that_stands_twice_is_told(tmp_path: Path):
    folder = copy(tmp_path)
    line = spoil(folder, "district.json", _replace('"line_number"', '"promise"'))
    assert f"district.json:{line}: the key 'promise' stands here twice" in _errors(folder)


def test_a_quoted_line_break_does_not_shift_the_lines_below(tmp_path: Path):
    folder = copy(tmp_path)
    spoil(folder, "places.csv", _replace("느티시장 입구", '"느티시장\n입구"'))
    line = spoil(folder, "places.csv", _replace("36.62118,", "east,"))
    assert any(e.startswith(f"places.csv:{line}: latitude") for e in _errors(folder))


def test_a_missing_and_an_unreadable_file_are_told(tmp_path: Path):
    folder = copy(tmp_path)
    (folder / "holidays.csv").unlink()
    data = (folder / "places.csv").read_bytes()
    head, rest = data.split(b"\n", 1)
    (folder / "places.csv").write_bytes(head + b"\n" + "한들".encode("cp949") + rest)
    assert _errors(folder) == [
        "holidays.csv: the file is missing",
        "places.csv:2: not UTF-8; save the file as UTF-8",
    ]


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path):
    folder = copy(tmp_path)
    spoil(folder, "departments.csv", _replace(",도로과,", ",,"))
    spoil(folder, "holidays.csv", _replace(",public", ",fun"))
    spoil(folder, "texts.json", _replace("{due}", "{day}"))
    files = {error.split(":")[0] for error in _errors(folder)}
    # A department without a name is missing where others name it.
    assert files == {"departments.csv", "assignment.csv", "holidays.csv", "texts.json"}
