"""An XLSForm that cannot be asked is refused by sheet and row, in words; nothing is passed over."""

import io

import openpyxl
import pytest

from townline.config import loading
from townline.config.loading import DistrictInvalid
from townline.config.tests.district import copy, spoil
from townline.lines.queues.questionnaires import api as questionnaires
from townline.lines.queues.tests import asking

pytestmark = pytest.mark.django_db
FORM = "forms/test.xlsx"
NEW = 16  # the first free row


@pytest.fixture
def folder(tmp_path, district):
    return copy(tmp_path)


def change(folder, sheet, **cells):
    """Write into a sheet: ``A16="text"``."""
    path = folder / FORM
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book[sheet][place] = value
    book.save(path)


def form_errors(folder):
    with pytest.raises(DistrictInvalid) as error:
        loading.read(folder)
    return [str(each) for each in error.value.errors]


def new_question(**more):
    """Give the cells of a new question."""
    row = {"A": "text", "B": "more", "C": "더 있나요?", "D": "More?"} | more
    return {f"{column}{NEW}": value for column, value in row.items()}


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (
            new_question(A="calculate"),
            f"row {NEW}: type 'calculate' is not supported here; supported are",
        ),
        (new_question(A="begin_repeat"), "type 'begin_repeat' is not supported"),
        (new_question(A="image"), "type 'image' is not supported"),
        (new_question(A="begin_group"), f"row {NEW}: this group has no end_group"),
        (new_question(A="end group"), f"row {NEW}: this end_group ends no group"),
        (new_question(A="select_one nowhere"), "the list 'nowhere' is not on the sheet choices"),
        (new_question(A="text yes_no"), "type text takes nothing behind it"),
        (new_question(B="two words"), "name 'two words': write letters"),
        (new_question(B="age"), "the name 'age' stands in row 5 already"),
        (new_question(D=""), "label is missing in 'en'; write it in Korean and English"),
        (new_question(E="힌트"), "hint is missing in 'en'"),
        (new_question(G="sometimes"), "required 'sometimes': write yes or no"),
        (new_question(H="${nobody} = 1"), "relevant: ${nobody} is no question above this one"),
        (new_question(H=". > 3"), "relevant: `.` is this answer"),
        (new_question(H="${age} + 1 > 2"), "relevant: '+ 1 > 2' is not known here"),
        (new_question(I=". > ${more}"), "constraint: ${more} is no question above"),
        (new_question(I=". > 3"), "constraint_message is missing in 'ko'"),
        (
            new_question(I="position(..) = 1"),
            "constraint: 'position' is not known; known are: and, or",
        ),
        ({"L1": "calculation", "L5": "1 + 1"},
         "row 5: column 'calculation' is not supported here; supported are: appearance"),
        ({"L1": "media::image::English (en)", "L5": "a.png"}, "row 5: column 'media::image"),
        ({"L1": "label::Deutsch", "L5": "Alter"}, "write label::English (en)"),
        ({"L1": "default", "L5": "today()"}, "default 'today()': only a value"),
        ({"L1": "default", "L5": "old"}, "default 'old' is no answer to this question: integer"),
    ],
)  # fmt: skip
def test_a_mistake_of_the_survey_is_told_by_its_row(folder, cells, message):
    change(folder, "survey", **cells)
    found = form_errors(folder)
    assert [
        each for each in found if message in each and each.startswith(f"{FORM}: sheet survey")
    ], found


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (
            {"A14": "yes_no", "B14": "yes", "C14": "네", "D14": "Yes"},
            "'yes' is in the list 'yes_no' twice",
        ),
        ({"A14": "yes_no", "B14": "may be", "C14": "글쎄", "D14": "Maybe"}, "name 'may be'"),
        ({"A14": "yes_no", "B14": "maybe", "C14": "글쎄"}, "row 14: label is missing in 'en'"),
        ({"B14": "maybe", "C14": "글쎄", "D14": "Maybe"}, "row 14: list_name is missing"),
        ({"E1": "filter", "E3": "x"}, "row 3: column 'filter' is not supported"),
    ],
)
def test_a_mistake_of_the_choices_is_told_by_its_row(folder, cells, message):
    change(folder, "choices", **cells)
    found = form_errors(folder)
    assert [each for each in found if message in each and "sheet choices" in each], found


def test_other_sheets_and_settings_are_refused(folder):
    path = folder / FORM
    book = openpyxl.load_workbook(path)
    book.create_sheet("entities").append(["list_name"])
    book["entities"].append(["trees"])
    book["settings"]["E1"], book["settings"]["E2"] = "public_key", "abc"
    book.save(path)
    found = form_errors(folder)
    assert any("sheet entities, row 1: this sheet is not supported" in each for each in found)
    assert any("sheet settings, row 2: column 'public_key'" in each for each in found)


def test_what_the_standard_alone_refuses_is_told_too(folder):
    change(folder, "survey", B4=None)
    assert form_errors(folder) == [f"{FORM}: sheet survey, row 4: Question or group with no name."]


def test_a_file_that_is_missing_or_no_spreadsheet(folder):
    (folder / FORM).write_bytes(b"not a spreadsheet")
    assert form_errors(folder) == [
        f"{FORM}: no XLSX file: Error reading .xlsx file: File is not a zip file"
    ]
    (folder / FORM).unlink()
    assert form_errors(folder) == [f"{FORM}: the file is missing"]
    book = openpyxl.Workbook()
    book.create_sheet("choices")
    held = io.BytesIO()
    book.save(held)
    (folder / FORM).write_bytes(held.getvalue())
    assert form_errors(folder) == [f"{FORM}: there is no sheet `survey`"]


def test_a_plan_names_a_form_by_its_code(folder):
    line = spoil(
        folder,
        "queues.json",
        lambda text: text.replace('"questionnaire": "test"', '"questionnaire": "Test.xlsx"'),
    )
    (queue_error,) = [each for each in form_errors(folder) if each.startswith("queues.json")]
    assert queue_error.startswith("queues.json:")
    assert line > 1
    assert "'Test.xlsx' names no form" in queue_error


def test_a_changed_form_is_a_new_version_and_an_unused_one_goes(folder):
    loading.load(folder)
    (first,) = questionnaires.stored_forms()
    assert loading.load(folder).changed == 0
    change(folder, "survey", C5="나이를 적어 주시겠어요?")
    loading.load(folder)
    (second,) = questionnaires.stored_forms()  # nobody had answered the first
    assert (first.version, second.version) == (1, 2)
    spoil(folder, "queues.json", lambda text: text.replace(', "questionnaire": "test"', ""))
    loading.load(folder)
    assert questionnaires.stored_forms() == []


def test_what_the_room_tests_with_is_the_demo_s_form(folder):
    (entry,) = loading.read(folder).queues.forms
    assert entry.definition == asking.definition()


def test_appearance_is_let_be_and_a_third_language_is_kept(folder):
    change(
        folder,
        "survey",
        **new_question(L="minimal"),
        L1="appearance",
        M1="label::中文 (zh)",
        M5="多大年纪？",
    )
    (entry,) = loading.read(folder).queues.forms
    assert entry.definition["languages"] == ["en", "ko", "zh"]
    assert entry.definition["items"][2]["label"]["zh"] == "多大年纪？"
