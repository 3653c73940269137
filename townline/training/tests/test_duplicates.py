"""``townline triage evaluate-duplicates``: what counts as right, and what is named as broken."""

import json
from argparse import Namespace

import pytest

from townline.training import duplicates_report as report

HOLE, LAMP = "Pothole in front of 123 Main St", "Street light out"


def line(name, text=HOLE, *, day=1, lat=41.80, lon=-87.60, of=None, **more):
    row = {"id": name, "text": text, "time": f"2025-03-{day:02d}T08:00:00Z", "lat": lat, "lon": lon}
    return json.dumps(row | ({"duplicate_of": of} if of else {}) | more)


@pytest.fixture
def measure(tmp_path, capsys):
    def run_measure(*lines, days=None, **more):
        file = tmp_path / "some.jsonl"
        file.write_text("\n".join(lines), "utf-8")
        given = Namespace(file=file, read="no", json=True, days=days)
        code = report.command(given, **more)
        return code, json.loads(capsys.readouterr().out)

    return run_measure


def shares(result, way):
    return [result[way][depth]["share"] for depth in ("first", "top5", "top10")]


def test_the_near_and_the_like_come_before_the_far_and_the_other(measure):
    code, result = measure(
        line("far", lat=41.90),
        line("lamp", LAMP, day=2),
        line("a", day=3),
        line("old", day=1, lat=41.8002),
        line("b", day=4, lat=41.8001, of="a"),
    )
    assert code == 0
    assert shares(result, "cases") == [1, 1, 1]
    assert (result["lines"], result["duplicates"], result["read"]) == (5, 1, False)
    assert result["cases"]["first"]["low"] < result["cases"]["first"]["high"] == 1


def test_where_the_words_are_the_same_for_all_place_and_time_decide(measure):
    _, result = measure(
        *(line(f"x{n}", "Pothole", day=n, lat=41.81 + n / 100) for n in range(1, 9)),
        line("a", "Pothole", day=9),
        line("b", "Pothole", day=10, lat=41.8003, of="a"),
    )
    assert shares(result, "cases") == [1, 1, 1]


def test_a_line_without_a_position_lies_where_the_place_is_that_it_names(measure):
    lines = (
        line("a", "Pothole", day=1, lat=41.8001),
        line("x", "Pothole", day=3, lat=41.90),
        line("b", "Pothole mill", day=4, lat=None, lon=None, of="a"),
    )

    def find_ground(texts):
        assert "Pothole mill" in texts
        return lambda text: (41.80, -87.60) if "mill" in text else None

    _, result = measure(*lines)
    _, knowing = measure(*lines, grounded=find_ground)
    assert (result["cases"]["first"]["share"], knowing["cases"]["first"]["share"]) == (0, 1)


def test_what_staff_joined_before_is_one_case_by_then(measure):
    _, result = measure(
        line("a", day=1, lat=41.8009),
        line("b", day=2, of="a"),
        line("c", day=3, of="a"),
    )
    assert result["cases"]["first"]["right"] == result["chain"]["first"]["right"] == 2
    assert result["lines"] == 3
    assert result["alone"]["first"]["right"] == 1  # to "c", the line "b" is nearer than "a"


def test_a_chain_leads_to_its_first_and_one_that_goes_round_does_no_harm(measure):
    _, result = measure(
        line("a", day=1), line("b", day=2, of="a"), line("c", day=3, of="b"),
        line("r", LAMP, day=4, of="s"), line("s", LAMP, day=5, of="r"),
    )  # fmt: skip
    assert result["cases"]["first"]["right"] == 3
    assert result["without"] == ["r"]


def test_missing_places_times_and_words_are_borne(measure):
    code, result = measure(
        line("a", lat=None, lon=""),
        json.dumps({"id": "n", "text": None}),
        json.dumps({"id": "b", "text": HOLE, "duplicate_of": "a"}),
        json.dumps({"id": "c", "text": "", "lat": 41.8, "lon": -87.6, "duplicate_of": "a"}),
    )
    assert (code, result["duplicates"], result["broken"]) == (0, 2, [])


def test_broken_lines_are_named_by_number_and_the_rest_goes_on(measure):
    _, result = measure(
        line("a"), "{not json", "[]", line("far", lat=412.0), line("when", time="yesterday"), "",
        line("b", day=2, of="a"),
    )  # fmt: skip
    assert [each.split(":")[0] for each in result["broken"]] == ["2", "3", "4", "5"]
    assert result["duplicates"] == 1


def test_a_file_without_duplicates_says_so(measure):
    code, result = measure(line("a"), line("b", day=2, of="nobody"))
    assert (code, result["duplicates"], result["without"]) == (1, 0, ["b"])


def test_so_many_days_back_and_no_further(measure):
    lines = (line("a", day=1), line("b", day=20, of="a"))
    assert shares(measure(*lines)[1], "cases")[0] == 1
    assert shares(measure(*lines, days=7.0)[1], "cases")[0] == 0
