"""The public map: only where the district wishes, rounded, and never what few may know of."""

import re

import pytest
from django.test import Client

from tests.reader import reading
from townline.casework.alarms import api as alarms
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.classification import api as classification
from townline.casework.classification.models import TextReading
from townline.platform.core import district as district_data
from townline.platform.core.models import District
from townline.prevention.policy.insights.rules.publishing import square_middle

pytestmark = pytest.mark.django_db
SURE = reading(("roads", 0.97, ("구멍",)), sure=True)
WORDS = "느티로 21 앞 보도에 구멍이 났어요"
EXACT = (36.62118, 125.33077)


@pytest.fixture
def report_case(world, reader, monkeypatch):
    """Have a matter of the roads division told two days ago; give its code."""
    monkeypatch.setattr("townline.platform.core.clock.now", lambda: world.now)
    reader.readings = {"구멍": SURE}

    def receive(words=WORDS, sender="01000000042", service="roads"):
        code = world.text(words, sender)
        world.wait(seconds=2)
        classification.readings_run(now=world.now)
        cases.case_assign(world.by("clerk1"), code=code, department="roads", service=service)
        world.wait(hours=48)
        return code

    return receive


def setting(**values):
    row = District.objects.get()
    row.settings["public_map"] = values or None
    row.save()
    district_data.forget()


def page(language="ko"):
    answer = Client().get(f"/open/map/matters?lang={language}")
    assert answer.status_code == 200
    return answer.content.decode()


def pins(language="ko"):
    return re.findall(r'data-map-at="([\d.]+),([\d.]+)"', page(language))


def test_a_matter_is_shown_with_its_category_dong_and_state(report_case):
    report_case()
    shown = page()
    assert "도로·보도" in shown
    assert "느티동" in shown
    assert "답변을 준비하고 있습니다" in shown
    assert len(pins("en")) == 1


def test_nothing_tells_of_the_person_or_the_house(report_case):
    code = report_case()
    shown = page()
    for secret in (code, "구멍", "느티로", "0042", "36.62118", "125.33077"):
        assert secret not in shown
    assert Case.objects.get(code=code).preview[:8] not in shown


def test_its_place_is_the_middle_of_a_square_of_100_metres(report_case):
    report_case()
    (latitude, longitude) = map(float, pins()[0])
    assert (latitude, longitude) != EXACT
    assert abs(latitude - EXACT[0]) * 111_195 <= 51
    assert abs(longitude - EXACT[1]) * 111_195 * 0.8026 <= 51


def test_two_points_of_a_square_are_one():
    assert square_middle(36.62118, 125.33077, 36.62) == square_middle(36.62119, 125.33078, 36.62)
    assert square_middle(36.62118, 125.33077, 36.62) != square_middle(36.62308, 125.33077, 36.62)


def test_without_the_districts_wish_there_is_no_such_page(report_case):
    report_case()
    assert district_data.current().raw["public_map"]["services"]
    setting()
    assert Client().get("/open/map/matters").status_code == 404
    setting(services=[])
    assert Client().get("/open/map/matters").status_code == 404


def test_only_categories_that_the_district_names(report_case):
    report_case()
    setting(services=["lighting"])
    assert pins() == []
    setting(services=["roads"])
    assert len(pins()) == 1


def test_not_before_a_day_has_passed(report_case, world):
    world.wait(hours=-47)
    report_case()
    world.wait(hours=-40)
    assert pins() == []


@pytest.mark.parametrize("mark", ["danger", "private", "look_first", "imported"])
def test_what_is_marked_is_not_shown(report_case, mark):
    code = report_case()
    assert len(pins()) == 1
    Case.objects.filter(code=code).update(**{mark: True})
    assert pins() == []


def test_what_ever_was_an_alarm_is_not_shown(report_case, world):
    code = report_case()
    case = Case.objects.get(code=code)
    assert len(pins()) == 1
    alarms.case_mark_danger(world.by("clerk1"), code=code, danger=True)
    Case.objects.filter(id=case.id).update(danger=False)
    assert pins() == []


def test_what_was_read_as_danger_is_not_shown(report_case):
    code = report_case()
    TextReading.objects.filter(case__code=code).update(danger="gas")
    assert pins() == []


def test_what_nobody_has_sorted_is_not_shown(report_case):
    code = report_case()
    Case.objects.filter(code=code).update(state="received", department=None)
    assert pins() == []


def test_an_unsure_place_is_not_shown(report_case):
    code = report_case()
    TextReading.objects.filter(case__code=code).update(place_sure=False)
    assert pins() == []
