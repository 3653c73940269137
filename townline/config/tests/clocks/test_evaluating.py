"""A table made elsewhere is compared with ours, through the command itself."""

import shutil
from pathlib import Path

import pytest

from townline.config.cli import main
from townline.platform.core.paths import DEMO

HAND_CHECKED = Path(__file__).parent / "hand_checked.csv"
HEADER = "id,rule,received_at,pauses,extension,expected_due_at"
RIGHT = "a,D:7,2026-02-12T10:00:00+09:00,,,2026-02-25T18:00:00+09:00"
WRONG = "b,D:7,2026-02-12T10:00:00+09:00,,,2026-02-24T18:00:00+09:00"


@pytest.fixture
def evaluate(tmp_path, capsys):
    """Run the command on rows; give the exit code, and what it said and complained of."""

    def run(*rows, header=HEADER, mark="", district=DEMO):
        path = tmp_path / "table.csv"
        path.write_text(mark + "\n".join([header, *rows]) + "\n", encoding="utf-8")
        code = main(["clock", "evaluate", str(path), "--district", str(district)])
        captured = capsys.readouterr()
        return code, captured.out.splitlines(), captured.err.splitlines()

    return run


def test_every_hand_checked_case_agrees(capsys):
    code = main(["clock", "evaluate", str(HAND_CHECKED), "--district", str(DEMO)])
    captured = capsys.readouterr()
    assert (code, captured.out, captured.err) == (0, "106 of 106 rows agree\n", "")


def test_a_row_that_differs_is_told_with_the_reason(evaluate):
    code, output, _ = evaluate(RIGHT, WRONG)
    assert code == 1
    assert output[0].startswith(
        "line 3: b: expected 2026-02-24T18:00:00+09:00, ours 2026-02-25T18:00:00+09:00: D:7 from"
    )
    assert "02-16*, 02-17*, 02-18*" in output[0]
    assert output[1] == "1 of 2 rows agree, 1 differ"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("x,D:x,2026-02-12T10:00:00+09:00,,,", "'D:x' is not a rule; write it like PT48H"),
        ("x,D:0,2026-02-12T10:00:00+09:00,,,", "'D:0' is a period of no length"),
        ("x,P2D,2026-02-12T10:00:00+09:00,,,", "'P2D' is not a rule"),
        ("x,PT,2026-02-12T10:00:00+09:00,,,", "'PT' is not a rule"),
        ("x,D:9999,2026-02-12T10:00:00+09:00,,,", "longer than ten years"),
        ("x,D:7,yesterday,,,", "received_at: 'yesterday' is not a moment"),
        ("x,D:7,2026-02-30T10:00:00+09:00,,,", "received_at: '2026-02-30T10:00:00+09:00' is not"),
        ("x,D:7,2026-02-12T10:00:00+09:00,2026-02-13,,", "'2026-02-13' is not a pause"),
        ("x,D:7,2026-02-12T10:00:00+09:00,2026-02-13/2026-02-12,,", "before it begins"),
        ("x,D:7,2026-02-12T10:00:00+09:00,,D:7,", "extension: 'D:7' is not one"),
        ("x,D:7,2026-02-12T10:00:00+09:00,,+D:7@2026-02-13 maybe,", "is not a moment"),
        ("x,D:7,2026-02-12T10:00:00+09:00,,,soon", "expected_due_at: 'soon' is not a moment"),
        ("x,D:7,2026-02-12T10:00:00+09:00", "more or fewer columns"),
        ("x,D:7,9999-12-30T10:00:00+09:00,,,", "beyond the years"),
        ("x,PT99H,9999-12-30T10:00:00+09:00,,,", "beyond the years"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_rest_goes_on(evaluate, row, words):
    code, output, complained = evaluate(row, RIGHT)
    assert code == 1
    assert output == ["1 of 2 rows agree, 1 cannot be used"]
    assert complained[0].startswith("line 2: ")
    assert words in complained[0]


def test_a_mark_before_the_first_letter_and_moments_without_offset_are_read(evaluate):
    bare = "a,d:7,2026-02-12T10:00:00,,,2026-02-25 18:00"
    utc = "b,D:7,2026-02-12T01:00:00Z,,,2026-02-25T09:00:00Z"
    assert evaluate(bare, utc, mark="\ufeff")[:2] == (0, ["2 of 2 rows agree"])


def test_columns_may_stand_in_any_order_with_others_beside(evaluate):
    row = "2026-02-25T18:00:00+09:00,why,D:7,2026-02-12T10:00:00+09:00"
    header = "expected_due_at,note,rule,received_at"
    assert evaluate(row, header=header)[:2] == (0, ["1 of 1 rows agree"])


def test_years_without_holidays_are_warned_of_once(evaluate):
    rows = [f"{n},D:7,2031-01-0{n}T10:00:00Z,,,2031-01-14T09:00:00Z" for n in (6, 6)]
    code, _, complained = evaluate(*rows)
    assert code == 0
    assert complained == [
        "warning: no holidays are known for 2031: only the days of the week count"
    ]


def test_another_districts_calendar_counts(evaluate, tmp_path):
    folder = tmp_path / "other"
    shutil.copytree(DEMO, folder)
    days = folder / "holidays.csv"
    days.write_text(days.read_text() + "2026-02-24,임시공휴일,Temporary,temporary\n")
    code, output, _ = evaluate(RIGHT, district=folder)
    assert code == 1
    assert "ours 2026-02-26T18:00:00+09:00" in output[0]


def test_an_office_without_hours_is_told_at_once(evaluate, tmp_path):
    folder = tmp_path / "other"
    shutil.copytree(DEMO, folder)
    settings = folder / "district.json"
    text = settings.read_text()
    start = text.index('"weekdays": [')
    settings.write_text(text[:start] + '"weekdays": []' + text[text.index("]", start) + 1 :])
    code, _, complained = evaluate("x,H:8,2026-02-12T10:00:00+09:00,,,", district=folder)
    assert code == 2
    assert "would never end" in complained[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"id,rule\n", "the header lacks received_at, expected_due_at"),
        (b"", "the header lacks rule"),
        (f"{HEADER}\n".encode(), "has no rows"),
        (f"{HEADER}\n한".encode("cp949"), "table.csv:2: not UTF-8"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, capsys, content, words):
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    assert main(["clock", "evaluate", str(path), "--district", str(DEMO)]) == 2
    assert words in capsys.readouterr().err


def test_a_missing_table_or_folder_is_refused(tmp_path, capsys):
    assert main(["clock", "evaluate", str(tmp_path / "no.csv"), "--district", str(DEMO)]) == 2
    assert main(["clock", "evaluate", str(HAND_CHECKED), "--district", str(tmp_path)]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_without_a_database_the_demonstrations_calendar_counts(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("TOWNLINE_DATABASE_URL")
    home = tmp_path / "home"
    assert main(["clock", "evaluate", str(HAND_CHECKED), "--home", str(home)]) == 0
    assert "no district is loaded" in capsys.readouterr().err
    assert not home.exists()
