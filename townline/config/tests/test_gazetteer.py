"""A district's gazetteer is loaded whole or not at all, and mistakes are told by their line."""

from pathlib import Path

import pytest

from townline.config.loading import load
from townline.config.tests.district import copy
from townline.platform.core import district
from townline.platform.core.district_files.problems import Problems
from townline.platform.core.district_files.source import Source
from townline.platform.core.paths import DEMO
from townline.platform.triage import settings
from townline.platform.triage.api import place_find
from townline.platform.triage.settings import GroundSettings, dongs, gazetteer

pytestmark = pytest.mark.usefixtures("empty")


def _append(folder: Path, file: str, row: str) -> int:
    with (folder / file).open("a", encoding="utf-8") as out:
        out.write(f"{row}\n")
    return len((folder / file).read_text(encoding="utf-8").splitlines())


def _errors(folder: Path) -> list[str]:
    """Read only what speaks of the ground: a whole district takes a while."""
    source = Source(folder, Problems())
    boundaries, known = settings.boundaries(source, GroundSettings().boundaries)
    gazetteer(source, boundaries, dongs(source, known))
    return list(map(str, sorted(source.problems)))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("castle,성,Castle,,느티동,,", "kind 'castle' is unknown; accepted: dong, road"),
        ("park,달빛공원,Moon Park,,달동,,", "dong '달동' is unknown; accepted:"),
        ("park,달빛공원,Moon Park,,,,", "dong is empty; name the dongs that it touches"),
        ("park,달빛공원,Moon Park,,느티동,here,there", "must be degrees"),
        ("park,달빛공원,Moon Park,,느티동,36.61782,125.32549", "in 느티동 but in 한들동"),
        ("park,달빛공원,Moon Park,,느티동,30.0,120.0", "nor in any other dong"),
        ("park,느티공원,Neuti Park,,느티동,,", "the park '느티공원' stands above already"),
        ("stretch,느티로 끝,,,느티동,,", "'느티로 끝' tells no numbers; write it like"),
        ("park,,Moon Park,,느티동,,", "name_ko is empty"),
        ("park,달빛공원", "the row has 2 columns; the header has 7"),
    ],
)
def test_a_wrong_row_is_told_by_its_line(tmp_path, row, words):
    folder = copy(tmp_path)
    line = _append(folder, "gazetteer.csv", row)
    errors = _errors(folder)
    assert any(e.startswith(f"gazetteer.csv:{line}: ") and words in e for e in errors), errors


def test_a_dong_of_the_office_must_overlap_one_that_there_is(tmp_path):
    folder = copy(tmp_path)
    (folder / "dongs.csv").write_text("name_ko,name_en,legal\n느티1동,Neuti 1-dong,달동\n")
    assert _errors(folder)[0].startswith("dongs.csv:2: legal '달동' is not in the boundaries")


def test_what_is_loaded_is_found_at_once_and_another_load_takes_it_away(tmp_path):
    folder = copy(tmp_path)
    _append(folder, "gazetteer.csv", "park,달빛공원,Moon Park,반달공원,느티동,,")
    (folder / "dongs.csv").write_text("name_ko,name_en,legal\n느티1동,Neuti 1-dong,느티동\n")
    load(folder)
    district.forget()
    found = place_find("반달공원에 불이 안 켜져요")
    assert found is not None
    assert (found.name_ko, found.dong) == ("달빛공원", "느티동")
    assert (place_find("느티1동 골목") or found).dong == "느티1동"
    (tmp_path / "again").mkdir()
    load(copy(tmp_path / "again"))
    district.forget()
    assert place_find("반달공원에 불이 안 켜져요") is None
    assert place_find("느티로 21 앞") is not None


def test_a_district_without_a_gazetteer_finds_its_places(tmp_path):
    folder = copy(tmp_path)
    (folder / "gazetteer.csv").unlink()
    load(folder)
    district.forget()
    found = place_find("느티로21 앞 보도가 꺼졌어요")
    assert found is not None
    assert (found.kind, found.dong, found.latitude) == ("address", "느티동", 36.62118)


def test_the_ground_of_seongdong_is_sound(tmp_path):
    folder = copy(tmp_path)
    for file in (DEMO.parent / "seongdong").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    assert _errors(folder) == []
