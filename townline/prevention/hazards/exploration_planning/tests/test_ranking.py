"""The list of the district's own rows: what counts, where, and what lists of before would say."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.casework.cases import api as cases
from townline.platform.core.models import Place
from townline.prevention.hazards.exploration_planning import api
from townline.prevention.hazards.exploration_planning.selectors.ground import sections
from townline.prevention.hazards.exploration_planning.tests.town import (
    SOUTH,
    STEP,
    WEST,
    add_exploration,
    feature,
    file,
    street,
    take,
)
from townline.prevention.hazards.models import Hazard

pytestmark = pytest.mark.django_db


def ranked_codes(world):
    made = api.ranking(api.planning_settings(), world.now)
    codes = [made.sections.rows["code"][at] for at in made.order]
    return made, codes


def why(made, code):
    at = made.sections.rows["code"].index(code)
    return {clause.kind: dict(clause.facts) for clause in made.why(at)}


def complain(world, number, place="느티시장 입구", service="roads"):
    code = world.text(f"{place} 길이 꺼졌어요", sender=f"0100000{number:04d}")
    cases.case_assign(world.by("clerk1"), code=code, department="roads", service=service)
    title = f"{place} {number}"
    cases.case_retitle(world.by("clerk1"), code=code, title=title)
    world.wait(hours=1)


def test_complaints_count_where_they_lie(world):
    gate = Place.objects.get(name_ko="느티시장 입구")
    near = feature(
        [[gate.longitude - 3e-4, gate.latitude], [gate.longitude + 3e-4, gate.latitude]], id="near"
    )
    take("section", file(near, street(0)), world.now)
    assert "complaints_year" not in why(ranked_codes(world)[0], "near")
    for number in (501, 502):
        complain(world, number)
    complain(world, 503, service="parks")
    complain(world, 504, place="솔내로 18")
    made, codes = ranked_codes(world)
    assert codes[0] == "near"
    assert why(made, "near")["complaints_year"] == {"n": 2}
    assert "complaints_year" not in why(made, "S0-0")


def test_what_staff_saw_counts_and_what_cases_tell_of_counts_once(world):
    take("section", file(street(0), street(5)), world.now)
    x = WEST + STEP / 2
    fields = {
        "severity": "medium", "state": "reported", "geometry": {}, "latitude": SOUTH,
        "longitude": x, "west": x, "east": x, "south": SOUTH, "north": SOUTH,
        "reported_at": world.now - dt.timedelta(hours=1),
    }  # fmt: skip
    Hazard.objects.create(kind="pothole", source="staff", **fields)
    Hazard.objects.create(kind="tree", source="staff", **fields)
    Hazard.objects.create(kind="cavity", source="exploration", **fields)
    Hazard.objects.create(kind="pothole", source="staff", **(fields | {"state": "dismissed"}))
    made, _ = ranked_codes(world)
    assert why(made, "S0-0")["complaints_year"] == {"n": 1}


def test_sewers_sites_subways_and_rain_are_read_as_they_are(world):
    take("section", file(street(0), street(3)), world.now)
    street_line = [[WEST, SOUTH + 5e-5], [WEST + STEP, SOUTH + 5e-5]]
    take(
        "sewer",
        file(feature(street_line, id="1", year=1978, material="벽돌", diameter=600)),
        world.now,
    )
    take("permit", file(feature(street_line, id="1", begins="2026-05-01")), world.now)
    take("subway", file(feature([[WEST, SOUTH + 2e-4], [WEST + 1, SOUTH + 2e-4]])), world.now)
    take("rain", {"r.csv": b"date,mm\n2026-07-01,80\n2026-07-02,10\n"}, world.now)
    made, codes = ranked_codes(world)
    assert codes == ["S0-0", "S0-3"]
    found = why(made, "S0-0")
    assert found["sewer_both"] == {"year": 1978, "material": 0}
    assert found["diameter"] == {"mm": 600}
    assert found["permits_open"] == {"n": 1}
    assert found["subway"] == {"m": 22}
    assert found["rain"] == {"n": 1}
    assert set(why(made, "S0-3")) == {"subway", "rain", "never"}


def test_what_was_explored_waits(world):
    take("section", file(street(0), street(1), street(1, row=1)), world.now)
    add_exploration(0, dt.date(2026, 3, 2))
    made, codes = ranked_codes(world)
    assert codes[-1] == "S0-0"
    assert why(made, "S0-0")["explored"] == {"year": 2026}
    assert "never" in why(made, "S0-1")  # its neighbour only touches the line


def test_a_cavity_raises_its_section_and_is_found_again(world):
    take("section", file(*(street(n, row) for n in range(10) for row in (0, 2))), world.now)
    for number in range(10):
        add_exploration(number, dt.date(2024, 5, 1), cavities=number < 2)
        add_exploration(number, dt.date(2025, 5, 1), cavities=6 * (number < 2))
    made, codes = ranked_codes(world)
    assert set(codes[:2]) == {"S0-0", "S0-1"}
    assert why(made, "S0-0")["cavities"] == {"n": 7, "year": 2025}
    assert api.years_explored(made) == [2025, 2024]
    found = api.backward(made, 2025)
    assert (found.cavities, round(found.first_fifth), found.better) == (12, 12, True)
    assert found.metres == pytest.approx(892, abs=2)  # of what was explored in the year
    # The year before nothing was known yet: all sections stood alike.
    assert api.backward(made, 2024).times == pytest.approx(1)


def test_a_plan_of_rows_keeps_kilometres_and_what_is_fixed(world):
    take("section", file(*(street(n, row) for n in range(6) for row in (0, 3))), world.now)
    made, _ = ranked_codes(world)
    plan, plain = api.plan_sections(
        made, 0.4, inside=[7], candidates=[n for n in range(12) if n != 2]
    )
    assert plan.metres <= 400
    assert plain.metres <= 400
    assert 7 in plan.chosen
    assert 2 not in plan.chosen
    assert plan.groups <= plain.groups


def test_the_number_of_queries_is_the_same_for_many(world):
    counts = []
    for size in (3, 24):
        take("section", file(*(street(n, row) for n in range(size) for row in (0, 1))), world.now)
        take("sewer", file(*(street(n, id=str(n), year=1978) for n in range(size))), world.now)
        for number in range(size // 3):
            add_exploration(number, dt.date(2025, 1, 1 + size % 28), cavities=1)
        api.planning_settings()
        with CaptureQueriesContext(connection) as queries:
            api.ranking(api.planning_settings(), world.now)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
    assert len(sections()) == 48


def test_no_sections_is_an_empty_list(world):
    made, codes = ranked_codes(world)
    assert (codes, api.years_explored(made)) == ([], [])
