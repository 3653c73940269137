"""A gazetteer is built from the national address files, of one district, whole or not at all."""

import csv

import pytest

from townline.config import cli
from townline.platform.triage.rules.places.grid import degrees


def building(**changed: str) -> str:
    """Write a row of 건물DB: 31 columns."""
    cells = [""] * 31
    values = {
        0: "9911010100", 1: "한들시", 2: "한들구", 3: "느티동", 5: "0", 6: "12", 7: "3",
        8: "991104100001", 9: "느티로", 10: "0", 11: "21", 12: "0", 18: "느티1동", 26: "0",
    }  # fmt: skip
    for at, value in (values | {int(k[1:]): v for k, v in changed.items()}).items():
        cells[at] = value
    return "|".join(cells)


def entrance(east: str = "953901.165", north: str = "1952032.081") -> str:
    """Write a row of 위치정보요약DB: 18 columns."""
    return f"99110|1|9911010100|한들시|한들구|느티동|991104100001|느티로|0|21|0||||||{east}|{north}"


@pytest.fixture
def made(tmp_path):
    """Build from texts of files; give the rows by kind and name."""

    def build(*buildings: str, encoding: str = "utf-8", more: tuple[str, ...] = ()):
        source = tmp_path / "build.txt"
        source.write_text("\n".join(buildings) + "\n", encoding=encoding)
        out = tmp_path / "gazetteer.csv"
        words = ["places", "build", "--code", "99110", "--out", str(out), "--buildings"]
        code = cli.main([*words, str(source), *more])
        if code:
            return code
        with out.open(encoding="utf-8") as rows:
            return {(row["kind"], row["name_ko"]): row for row in csv.DictReader(rows)}

    return build


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_addresses_lots_roads_and_flats_of_one_district(made, encoding):
    found = made(
        building(),
        building(_11="23", _12="2", _6="14", _7="0", _5="1", _25="느티푸른집", _26="1"),
        building(_0="9911010200", _3="한들동", _11="40", _6="1"),
        building(_0="8811010100", _9="남의로"),
        encoding=encoding,
    )
    assert set(found) == {
        ("road", "느티로"), ("address", "느티로 21"), ("address", "느티로 23-2"),
        ("address", "느티로 40"), ("lot", "느티동 12-3"), ("lot", "느티동 산14"),
        ("lot", "한들동 1-3"), ("apartment", "느티푸른집"),
    }  # fmt: skip
    assert found["road", "느티로"]["dong"] == "느티동|한들동"
    assert found["address", "느티로 40"]["dong"] == "한들동"


def test_the_other_file_of_addresses_is_read_as_well(made):
    cells = [""] * 24
    for at, value in {
        0: "1", 1: "9911010100", 4: "느티동", 6: "0", 7: "12", 8: "3", 9: "991104100001",
        10: "느티로", 11: "0", 12: "21", 13: "5", 15: "느티1동", 19: "0",
    }.items():  # fmt: skip
        cells[at] = value
    found = made("|".join(cells), more=("--dongs", "office"))
    assert found["address", "느티로 21-5"]["dong"] == "느티1동"


def test_positions_and_english_names_come_from_files_beside(made, tmp_path):
    (tmp_path / "entrc.txt").write_text(entrance() + "\n", encoding="cp949")
    road = ["99110", "4100001", "느티로", "Neuti-ro", *[""] * 13]
    (tmp_path / "road.txt").write_text("|".join(road), encoding="cp949")
    options = ("--positions", str(tmp_path / "entrc.txt"), "--roads", str(tmp_path / "road.txt"))
    found = made(building(), more=options)
    address = found["address", "느티로 21"]
    assert (address["latitude"], address["longitude"]) == ("37.56650", "126.97800")
    assert found["road", "느티로"]["name_en"] == "Neuti-ro"


def test_landmarks_are_taken_over_and_stand_first(made, tmp_path):
    (tmp_path / "own.csv").write_text(
        "kind,name_ko,name_en,aliases,dong,latitude,longitude\n"
        "road,느티로,Zelkova Road,느티대로,느티동,,\n",
        encoding="utf-8",
    )
    found = made(building(), more=("--landmarks", str(tmp_path / "own.csv")))
    assert found["road", "느티로"]["aliases"] == "느티대로"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a|b|c", "the row has 3 columns; 건물DB has 31"),
        (building(_0="99110"), "법정동코드 '99110' is not ten digits"),
        (building(_11="스물"), "건물본번 '스물' is not a whole number"),
        (building(_9=""), "도로명 is empty"),
    ],
)
def test_a_wrong_row_is_told_by_file_and_line_and_nothing_is_written(
    made, tmp_path, capsys, row, words
):
    assert made(building(), "", row) == 2
    errors = capsys.readouterr().err
    assert f"build.txt:3: {words}" in errors
    assert not list(tmp_path.glob("gazetteer.csv*"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (entrance(east="here"), "X좌표, Y좌표 'here', '1952032.081' are not metres"),
        ("1|2", "the row has 2 columns; 위치정보요약DB has 18"),
    ],
)
def test_a_wrong_position_is_told(made, tmp_path, capsys, text, words):
    (tmp_path / "entrc.txt").write_text(text, encoding="utf-8")
    assert made(building(), more=("--positions", str(tmp_path / "entrc.txt"))) == 2
    assert f"entrc.txt:1: {words}" in capsys.readouterr().err


def test_a_file_that_is_missing_or_a_code_that_is_none(made, capsys, tmp_path):
    assert made(building(), more=("--positions", str(tmp_path / "none.txt"))) == 2
    assert "No such file" in capsys.readouterr().err
    assert cli.main(["places", "build", "--code", "성동", "--out", str(tmp_path / "x.csv")]) == 2
    assert "시군구코드" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("metres", "where"),
    [
        ((1_000_000.0, 2_000_000.0), (38.0, 127.5)),
        ((953_901.1653, 1_952_032.0810), (37.5665, 126.978)),
        ((1_143_467.3797, 1_688_281.9821), (35.1796, 129.0756)),
        ((910_010.5457, 1_501_279.7889), (33.4996, 126.5312)),
        ((1_387_661.2938, 1_924_926.5477), (37.2426, 131.8697)),
    ],
)
def test_metres_of_the_grid_become_degrees(metres, where):
    assert degrees(*metres) == pytest.approx(where, abs=1e-7)
