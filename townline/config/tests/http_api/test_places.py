"""Where a case lies by a program: read, looked up, put right, and who may."""

import pytest

from tests.reader import reading
from townline.casework.classification import api as classification

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(world, reader):
    reader.readings = {"구멍": reading(("roads", 0.97, ("구멍",)), sure=True)}
    code = world.text("느티로 21 앞에 구멍이 났어요")
    world.wait(seconds=1)
    classification.readings_run(now=world.now)
    return code


def test_a_place_is_read_looked_up_and_put_right(caller, code):
    clerk = caller("clerk1")
    location = clerk.get(f"/cases/{code}/place")
    assert (location["name_ko"], location["dong"], location["source"], location["by_person"]) == (
        "느티로 21", "느티동", "text", False)  # fmt: skip
    (found,) = clerk.get("/places?named=한들도서관")["items"]
    put = clerk.post(f"/cases/{code}/place", {"name": found["name_ko"], "dong": found["dong"]})
    assert (put["name_ko"], put["by_person"]) == ("한들도서관", True)
    assert clerk.get(f"/cases/{code}/place") == put
    assert clerk.get(f"/cases/{code}")["history"][-1]["event"] == "case:location:set"


def test_what_cannot_be_is_refused(caller, code):
    clerk = caller("clerk1")
    nowhere = {"name": "달나라", "dong": "달동"}
    clerk.refused(422, "place-unknown", "POST", f"/cases/{code}/place", nowhere)
    assert clerk.send("POST", f"/cases/{code}/place/clear").status_code == 204
    clerk.refused(404, "not-found", "GET", f"/cases/{code}/place")
    assert clerk.get("/places")["items"] == []


def test_another_department_knows_nothing_of_it(caller, code):
    caller("cleaning.officer").refused(404, "not-found", "GET", f"/cases/{code}/place")
