"""Charts of several series: what is parse where, said in words, and the same for any values."""

import datetime as dt
import re
from xml.etree import ElementTree

from townline.platform.web.showing.curves import Series, Span, curves, round_up, spans, stacks

SVG = "{http://www.w3.org/2000/svg}"


def parse(svg):
    return ElementTree.fromstring(str(svg))  # noqa: S314 -- written by us


def test_a_curve_breaks_where_nothing_is_known_and_a_plan_is_dashed():
    done, plan = Series("조사", [0, None, 4]), Series("계획", [0, 5, 10], dashed=True)
    svg = parse(curves(["a", "b", "c"], [done, plan], "진행", description="4곳을 마쳤습니다."))
    lines = svg.findall(f".//{SVG}polyline")
    assert [len(line.get("points").split()) for line in lines] == [1, 1, 3]
    assert [line.get("stroke-dasharray") for line in lines] == [None, None, "6 5"]
    assert svg.get("aria-label") == "진행"
    assert svg.find(f"{SVG}desc").text == "4곳을 마쳤습니다."


def test_a_band_goes_there_along_its_highest_and_back_along_its_lowest():
    svg = parse(curves(["a", "b"], [Series("x", [10, None])], "l", band=[(10, 10), (0, 10)]))
    points = svg.find(f".//{SVG}polygon").get("points").split()
    heights = [float(point.split(",")[1]) for point in points]
    assert len(points) == 4
    assert heights[0] == heights[1] == heights[3] < heights[2]


def test_parts_stand_one_upon_the_other_and_reach_their_sum():
    svg = parse(stacks(["2027", "2028"], [Series("시비", [1, 2]), Series("국비", [3, 0])], "예산"))
    found = svg.findall(f".//{SVG}g/{SVG}rect")
    whole = [bar for bar in found if bar.get("y") != "3"]  # the others stand beside names
    bars = [{name: float(bar.get(name)) for name in ("x", "y", "height")} for bar in whole]
    assert len(bars) == 3
    first, second, upper = bars
    assert first["x"] == upper["x"] != second["x"]
    assert abs(upper["y"] + upper["height"] - first["y"]) < 0.2
    assert abs(upper["height"] - 3 * first["height"]) < 0.2


def test_a_span_holds_its_last_day_and_today_is_marked():
    day = dt.date(2026, 12, 1)
    rows = [
        Span("가", day, day + dt.timedelta(days=9)),
        Span("나", day, day, "late", "기한 경과"),
    ]
    svg = parse(spans(rows, "발주", today=day, day_words=str))
    whole, one = (float(b.get("width")) for b in svg.findall(f".//{SVG}g/{SVG}rect"))
    assert abs(whole - 10 * one) < 0.6
    assert re.findall(r"<title>(.*?)</title>", str(spans(rows, "x", today=day, day_words=str))) == [
        "",
        "기한 경과",
    ]


def test_a_scale_ends_at_a_round_number():
    assert [round_up(v) for v in (0, 1, 3, 41, 99, 8_100)] == [1, 1, 4, 50, 100, 10_000]


def test_nothing_at_all_is_drawn_too():
    assert parse(curves([], [], "leer")).findall(f".//{SVG}polyline") == []
    assert parse(stacks([], [], "leer")) is not None
