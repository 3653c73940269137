"""Pages of hazards: opened from a case, listed with a map, one spot with its steps."""

import pytest

from tests.texts import told as told_texts
from townline.prevention.hazards.models import Hazard, HazardTold
from townline.prevention.hazards.tests.hazarding import fresh, looked, opened

pytestmark = pytest.mark.django_db
POTHOLE = "느티시장 입구에 포트홀이 크게 생겼어요"


def test_one_press_on_a_case_makes_it_a_hazard_and_its_sender_hears_what_to_do(world, visit):
    code = world.text("느티시장 앞 길이 위험해요")
    client = visit("clerk1")
    page = client.get(f"/cases/{code}/", headers={"HX-Request": "true"})
    assert f'action="/cases/{code}/hazard"' in page.text
    asked = client.post(f"/cases/{code}/hazard")
    assert asked.url == f"/hazards/new/?code={code}"
    form = {"code": code, "kind": "pothole", "at": "36.62073,125.32238", "do": "save"}
    answer = client.post("/hazards/new/", form)
    hazard = Hazard.objects.get()
    assert answer.url == f"/hazards/{hazard.pk}/"
    assert hazard.source == "case"
    assert HazardTold.objects.filter(hazard=hazard).count() == 1
    assert any("가까이 가지 마시고" in text for text in told_texts("01000000042"))
    page = client.get(f"/cases/{code}/", headers={"HX-Request": "true"})
    assert f'href="/hazards/{hazard.pk}/"' in page.text


def test_a_list_shows_what_is_late_first_and_one_page_all_of_it(world, visit):
    slow = opened(world, "pothole", severity="low")
    quick = opened(world, "cavity", at=(36.6301, 125.3301))
    looked(world, quick, files=[])
    world.wait(minutes=90)
    client = visit("clerk1", "en")
    page = client.get("/hazards/").text
    assert page.index(f'href="/hazards/{quick.pk}/"') < page.index(f'href="/hazards/{slow.pk}/"')
    assert client.get(f"/hazards/{quick.pk}/").status_code == 200
    assert client.get(f"/hazards/{quick.pk}/sheet/").status_code == 200
    assert client.get(f"/hazards/{quick.pk}/spot/").status_code == 200
    assert "#" + str(slow.pk) not in client.get("/hazards/?view=overdue").text
    assert client.get("/hazards/export.csv").text.count("\n") == 3


def test_another_department_does_not_know_of_it(world, visit):
    hazard = opened(world, department="roads")
    assert visit("roads.officer").get(f"/hazards/{hazard.pk}/").status_code == 200
    assert visit("welfare.officer").get(f"/hazards/{hazard.pk}/").status_code == 404
    assert f"/hazards/{hazard.pk}/" not in visit("welfare.officer").get("/hazards/").text
    assert visit("admin").get("/hazards/").status_code == 403


def test_a_step_is_pressed(world, visit):
    hazard = opened(world)
    client = visit("clerk1")
    assert client.post(f"/hazards/{hazard.pk}/step", {"step": "see"}).status_code == 302
    assert fresh(hazard).state == "seen"
    assert client.post(f"/hazards/{hazard.pk}/step", {"step": "repair"}).status_code == 422
