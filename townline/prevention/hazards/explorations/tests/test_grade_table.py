"""``townline hazards grade``: a table in, a table out, or every mistake by its line."""

import io
from argparse import Namespace

import pytest

from townline.prevention.hazards.explorations import commands
from townline.prevention.hazards.explorations.rules.grade_table import BadTable, grade_csv
from townline.prevention.hazards.explorations.settings import CavityGrades

TABLE = CavityGrades()
HEADER = "id,asphalt_cm,cover_cm,width_m,length_m\n"


def grade_text(text):
    return grade_csv(text, TABLE.bounds(), commands._repairs(TABLE))


def test_each_grade_with_its_repair_and_its_flags():
    rows = (
        "a,5,50,0.5,1\nb,15,25,0.5,1\nc,25,35,0.5,\nd,30,40,0.5,0.4\ne,,,1.6,2\n\nf,25,50,0.5,1\n"
    )
    assert grade_text(HEADER + rows) == (
        "id,grade,repair_within,flag\n"
        "a,emergency,PT4H,\n"
        "b,priority,P30D,\n"
        "c,general,before 06-24,\n"
        "d,watch,,\n"
        "e,priority,P30D,no_asphalt;no_cover\n"
        "f,general,before 06-24,mixed\n"
    )


def test_columns_may_stand_in_another_order():
    assert "a,emergency" in grade_text('width_m,id,cover_cm,length_m,asphalt_cm\n0.5,"a",50,1,5\n')


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ["the file is empty"]),
        ("id,width\n", ["line 1: the header"]),
        (
            HEADER + "a,x,1,1,1\nb,1,1,1,1\nc,1,-1,nan,1\n",
            ["line 2: asphalt_cm", "line 4: cover_cm", "line 4: width_m"],
        ),
        (HEADER + ",1,1,1,1\n", ["line 2: id is empty"]),
        (HEADER + "a,1,1\n", ["line 2: it has 3 columns"]),
        (HEADER + '"a\nb",1,1,1,1\nc,1001,1,1,1\n', ["line 4: asphalt_cm"]),
        (HEADER + 'a,"1,1,1,1\n', ["line 2: not CSV"]),
    ],
)
def test_mistakes_name_their_line_and_what_is_accepted(text, message):
    with pytest.raises(BadTable) as caught:
        grade_text(text)
    assert len(caught.value.lines) == len(message)
    for line, words in zip(caught.value.lines, message, strict=True):
        assert line.startswith(words)
        assert "accepted" in line or "not CSV" in line


def test_the_command_prints_all_or_nothing(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("TOWNLINE_DATABASE_URL", raising=False)
    file = tmp_path / "found.csv"
    options = Namespace(action="grade", file=file, home=tmp_path / "nowhere")
    file.write_bytes(HEADER.encode() + "공동-1,5,50,0.5,1\n".encode("cp949"))
    assert commands.command(options) == 0
    assert capsys.readouterr().out == "id,grade,repair_within,flag\n공동-1,emergency,PT4H,\n"
    file.write_text(HEADER + "a,5,50,0.5,1\nb,x,50,0.5,1\n")
    assert commands.command(options) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "line 3: asphalt_cm is 'x'" in captured.err
    assert not (tmp_path / "nowhere").exists()
    assert io.StringIO(captured.err).readline().startswith("no district is loaded")


def test_korean_headings_and_numbers_without_a_leading_nought_are_read():
    english = "id,asphalt_cm,cover_cm,width_m,length_m\n1,12,25,.5,1.\n"
    korean = "관리번호,아스팔트두께(cm),토피,공동 폭(m),길이(m)\n1,12,25,.5,1.\n"
    assert grade_text(korean) == grade_text(english)
