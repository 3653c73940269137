"""Suggestions, rules, alarms and lists go by a district's own catalogue, whatever its codes."""

import json

import pytest

from tests.reader import reading
from tests.world import World
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.classification import api as classification
from townline.casework.classification.checks import services
from townline.casework.classification.models import AssignmentRule, TextReading
from townline.casework.classification.rules.catalogue import is_clear, translate_guesses
from townline.config import loading
from townline.config.tests.harbour import harbour
from townline.platform.core import district as district_data
from townline.platform.departments import api as departments
from townline.platform.departments.api import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def port(db, tmp_path, reader):
    """Have the harbour in the place of the demo's district, and a reader that says its codes."""
    AssignmentRule.objects.all().delete()
    Staff.objects.all().delete()
    loading.load(harbour(tmp_path), with_staff=True)
    district_data.forget()
    reader.readings = {
        "밧줄": reading(("moorings", 0.97, ("밧줄",)), ("sailings", 0.02, ()), sure=True),
        "여객선": reading(("sailings", 0.97, ("여객선",)), sure=True),
        "가로등": reading(("lighting", 0.99, ("가로등",)), ("roads", 0.01, ()), sure=True),
        "파였": reading(("roads", 0.8, ()), ("moorings", 0.1, ("파였",)), sure=True),
        "가스": reading(("moorings", 0.9, ()), danger="gas"),
    }
    yield World()
    district_data.forget()


def text(port, body, sender="01000000042"):
    code = port.text(body, sender)
    port.wait(seconds=1)
    classification.readings_run(now=port.now)
    return code


def page_of(visit, code):
    return visit("clerk1").get(f"/cases/{code}/").content.decode()


def test_its_own_services_are_suggested_taken_and_listed(port, visit):
    code = text(port, "밧줄이 끊어졌어요")
    page = page_of(visit, code)
    assert 'name="service" value="moorings"' in page
    assert 'data-key="accept"' in page
    found = TextReading.objects.get(case__code=code)
    given = {"text": found.pk, "service": "moorings", "sure": "on"}
    assert visit("clerk1").post(f"/cases/{code}/suggestion", given).status_code == 302
    case = Case.objects.get(code=code)
    assert (case.department_id, case.service_id) == ("quays", "moorings")
    listed = visit("clerk1").get("/inbox/?service=moorings").content.decode()
    assert code in listed
    assert "부두과" in listed


def test_topics_of_its_own_are_told_apart(port, visit):
    code = text(port, "밧줄이 끊어졌어요")
    text(port, "여객선이 안 와요")
    page = page_of(visit, code)
    assert 'data-key="accept"' not in page
    assert "배편" in page[page.index('id="topics"') :]


def test_what_a_reader_of_another_catalogue_says_is_no_suggestion(port, visit):
    code = text(port, "가로등이 꺼졌어요")
    found = TextReading.objects.get(case__code=code)
    assert (found.service, found.sure, found.services) == ("", False, [])
    page = page_of(visit, code)
    assert 'data-key="accept"' not in page
    assert "내용만으로는 알 수 없습니다" in page
    listed = visit("clerk1").get("/api/v1/cases?state=sure").json()["items"]
    assert listed == []


def test_of_a_reader_that_knows_both_its_own_remains_and_is_not_sure(port, visit):
    code = text(port, "부두가 파였어요")
    found = TextReading.objects.get(case__code=code)
    assert (found.service, found.sure) == ("moorings", False)
    assert 'name="service" value="moorings"' in page_of(visit, code)


def test_its_rules_suggest_and_send_and_one_of_another_catalogue_is_refused(port, visit):
    code = text(port, "계선주가 빠졌어요")
    assert "부두과" in page_of(visit, code)
    assert 'name="rule"' in page_of(visit, code)
    case = cases.case_assign(port.by("clerk1"), code=code, service="sailings")
    assert case.department_id == "ferries"
    for parts in (
        {"department": "roads", "words": "x"},
        {"department": "quays", "service": "roads"},
    ):
        with pytest.raises(classification.RuleInvalid):
            classification.rule_add(port.by("clerk1"), rule_input=classification.RuleInput(**parts))


def test_a_danger_is_an_alarm_of_its_kind_and_goes_to_its_own_watch(port, visit):
    code = text(port, "가스 냄새가 나요")
    assert Case.objects.get(code=code).danger
    found = TextReading.objects.get(case__code=code)
    assert found.danger == "gas"
    assert visit("clerk1").get("/alarms/").status_code == 200
    assert code in visit("clerk1").get("/alarms/").content.decode()


def test_no_code_of_the_demo_is_left_in_it(port):
    assert {one.service_code for one in departments.services()} == {
        "moorings", "sailings", "counter"}  # fmt: skip


def test_a_rule_of_the_demo_in_its_file_is_refused_by_its_line(tmp_path):
    folder = harbour(tmp_path)
    with (folder / "assignment.csv").open("a") as file:
        file.write("street-trees,,,나무,,parks,,no\n")
    with pytest.raises(loading.DistrictInvalid, match="department 'parks' is unknown"):
        loading.read(folder)


@pytest.fixture
def mapped(db, tmp_path, reader):
    """Have the harbour say what its codes mean to the shipped reader."""
    folder = harbour(tmp_path)
    write_meanings(folder, {"moorings": ["lighting", "roads"], "counter": ["general"]})
    AssignmentRule.objects.all().delete()
    Staff.objects.all().delete()
    loading.load(folder, with_staff=True)
    district_data.forget()
    guesses = ("lighting", 0.7, ("가로등",)), ("general", 0.2, ()), ("roads", 0.1, ("길",))
    reader.readings = {"가로등": reading(*guesses, sure=True)}
    yield World()
    district_data.forget()


def write_meanings(folder, meanings):
    file = folder / "services.json"
    data = json.loads(file.read_text())
    for one in data["services"]:
        one["reader_codes"] = meanings.get(one["service_code"], [])
    file.write_text(json.dumps(data, ensure_ascii=False))


def test_codes_of_the_shipped_reader_are_suggested_as_the_districts_own(mapped, visit):
    code = text(mapped, "가로등이 꺼졌어요")
    found = TextReading.objects.get(case__code=code)
    assert (found.service, found.sure) == ("moorings", True)
    assert found.services == [["moorings", 0.8, ["가로등", "길"]], ["counter", 0.2, []]]
    assert 'name="service" value="moorings"' in page_of(visit, code)


def test_training_learns_decided_cases_in_the_readers_codes(mapped):
    for number, service in enumerate(("counter", "moorings")):
        code = text(mapped, "가로등이 꺼졌어요", f"0100000005{number}")
        cases.case_assign(mapped.by("clerk1"), code=code, service=service)
    found = [one.service_code for one in classification.training_examples()]
    assert found == ["general", ""]


def test_services_that_mean_nothing_to_the_reader_are_named(mapped):
    (finding,) = services(mapped.now)
    assert finding.level == "warn"
    assert "2 of 3" in str(finding)
    assert "sailings" in str(finding)


def test_an_unknown_code_of_the_reader_is_refused_by_its_line(tmp_path):
    folder = harbour(tmp_path)
    write_meanings(folder, {"moorings": ["ropes"]})
    with pytest.raises(loading.DistrictInvalid, match=r"services.json.*'ropes' is unknown"):
        loading.read(folder)


def test_a_code_that_two_services_mean_is_never_sure():
    both = {"moorings": ("roads",), "sailings": ("roads",)}
    guesses = [classification.Likely(code="roads", probability=0.9)]
    assert [one.probability for one in translate_guesses(guesses, both)] == [0.45, 0.45]
    assert not is_clear(guesses, both)
    assert is_clear(guesses, {"moorings": ("roads", "lighting"), "sailings": ("snow",)})
