"""Pages of hazards: opened from a case, listed with a map, one spot with its steps."""

import re

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.texts import texts_to_number as told_texts
from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.core import clock, media
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Staff
from townline.prevention.hazards import api
from townline.prevention.hazards.models import Hazard, HazardTold
from townline.prevention.hazards.tests.hazarding import (
    add_evidence,
    evidence_of,
    fresh,
    open_hazard,
    picture,
)

pytestmark = pytest.mark.django_db


def test_one_press_on_a_case_makes_it_a_hazard_and_its_sender_hears_what_to_do(world, visit):
    code = world.text("느티시장 앞 길이 위험해요")
    client = visit("clerk1")
    page = client.get(f"/cases/{code}/", headers={"HX-Request": "true"})
    assert f'action="/cases/{code}/hazard"' in page.text
    response = client.post(f"/cases/{code}/hazard")
    assert response.url == f"/hazards/new/?code={code}"
    # Whoever says what it is reads what was written.
    assert "느티시장 앞 길이 위험해요" in client.get(response.url).text
    form = {"code": code, "kind": "pothole", "at": "36.62073,125.32238", "do": "save"}
    answer = client.post("/hazards/new/", form)
    hazard = Hazard.objects.get()
    assert answer.url == f"/hazards/{hazard.pk}/"
    assert hazard.source == "case"
    assert HazardTold.objects.filter(hazard=hazard).count() == 1
    assert any("가까이 가지 마시고" in text for text in told_texts("01000000042"))
    page = client.get(f"/cases/{code}/", headers={"HX-Request": "true"})
    assert f'href="/hazards/{hazard.pk}/"' in page.text


def test_who_is_on_duty_reads_the_words_and_the_press_assigns_the_case(world, visit):
    words = "느티시장 앞 길에 구멍이 났어요 010-0000-0042로 전화 주세요"
    code = world.text(words)
    cases.case_retitle(world.by("clerk1"), code=code, title="도로 파임 · 느티시장 입구")
    hazard = open_hazard(world, code=code)
    world.wait(minutes=5)
    world.text("그리고 제 딸 이야기인데요")
    officer = visit("roads.officer")
    assert officer.get(f"/cases/{code}/").status_code == 404
    for page in (f"/hazards/{hazard.pk}/", f"/hazards/{hazard.pk}/spot/"):
        shown = officer.get(page).text
        assert "느티시장 앞 길에 구멍이 났어요" in shown
        assert "010-0000-0042" not in shown
        assert "제 딸 이야기" not in shown
    assert "geo:36.62073" in shown
    assert shown.index("geo:36.62073") < shown.index("data-field")
    other = world.text("다른 길에도 구멍이 났어요", "01000000043")
    form = {"code": other, "kind": "pothole", "at": "36.6301,125.3301", "do": "save"}
    assert 'name="assign"' in visit("clerk1").get(f"/hazards/new/?code={other}").text
    visit("clerk1").post("/hazards/new/", form | {"assign": "1"})
    assert (world.case(other).row.department, world.case(code).row.department) == ("roads", None)


def test_a_case_that_has_its_spot_leads_there(world, visit):
    code = world.text("느티시장 앞 길에 주먹만 한 구멍이 났어요")
    cases.case_retitle(world.by("clerk1"), code=code, title="도로 파임 · 느티시장 입구")
    there, other = open_hazard(world, code=code), open_hazard(world, at=(36.6301, 125.3301))
    client, link = visit("clerk1"), f'<a href="/hazards/{there.pk}/">연결된 위험 지점 보기</a>'
    form = {"code": code, "kind": "pothole", "at": "36.62073,125.32238", "do": "save"}
    assert link in client.post("/hazards/new/", form).text
    assert link in client.post(f"/hazards/{other.pk}/link", {"code": code}, follow=True).text
    answer = client.post(f"/cases/{code}/hazard", follow=True)
    assert answer.redirect_chain[0][0] == f"/hazards/{there.pk}/"
    assert "이미 다른 위험 지점에 연결되어 있습니다" in answer.text
    assert Hazard.objects.count() == 2


def test_the_place_of_a_case_is_called_the_cases(world, visit):
    code = world.text("느티시장 앞 길이 위험해요")
    cases.case_retitle(world.by("clerk1"), code=code, title="도로 파임 · 느티시장 입구")
    client, address = visit("clerk1"), f"/hazards/new/?code={code}"
    page = re.sub(r'data-drawn="[^"]*"', "", client.get(address).text)
    assert "민원 위치: 36." in page
    assert "지도에서 선택함" not in page
    elsewhere = re.sub(r'data-drawn="[^"]*"', "", client.get(f"{address}&at=36.62,125.33").text)
    assert "지도에서 선택함: 36.62" in elsewhere
    assert "민원 위치:" not in elsewhere


def test_a_title_says_what_it_is_where_the_words_do_not(world, visit):
    code = world.text("느티시장 앞 길에 주먹만 한 구멍이 났어요")
    cases.case_retitle(world.by("clerk1"), code=code, title="도로 파임 · 느티시장 입구")
    visit("clerk1").post(f"/cases/{code}/hazard")
    assert Hazard.objects.get().kind == "pothole"


def test_what_was_found_is_offered_to_the_answer_once_something_was_found(world, visit):
    hazard = open_hazard(world, code=world.text("느티시장 앞 길이 위험해요"))
    client, address = visit("clerk1"), f"/hazards/{hazard.pk}/"
    assert f"{address}answer" not in client.get(address).text
    add_evidence(world, hazard)
    assert f"{address}answer" in client.get(address).text


def test_a_list_shows_what_is_late_first_and_one_page_all_of_it(world, visit):
    slow = open_hazard(world, "pothole", severity="low")
    quick = open_hazard(world, "cavity", at=(36.6301, 125.3301))
    add_evidence(world, quick, files=[])
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
    hazard = open_hazard(world, department="roads")
    assert visit("roads.officer").get(f"/hazards/{hazard.pk}/").status_code == 200
    assert visit("welfare.officer").get(f"/hazards/{hazard.pk}/").status_code == 404
    assert f"/hazards/{hazard.pk}/" not in visit("welfare.officer").get("/hazards/").text
    assert visit("admin").get("/hazards/").status_code == 403


def test_a_step_is_pressed(world, visit):
    hazard = open_hazard(world)
    client = visit("clerk1")
    assert client.post(f"/hazards/{hazard.pk}/step", {"step": "see"}).status_code == 302
    assert fresh(hazard).state == "seen"
    assert client.post(f"/hazards/{hazard.pk}/step", {"step": "repair"}).status_code == 422


def test_a_list_of_many_takes_as_many_statements_as_one_of_two(world, visit):
    viewer = world.person("clerk1")

    def statements():
        with CaptureQueriesContext(connection) as queries:
            api.hazards_list(
                Act(viewer, world.now), filters=api.HazardFilters(), today=world.now.date()
            )
        return len(queries)

    open_hazard(world)
    open_hazard(world)
    two = statements()
    for number in range(8):
        open_hazard(world, at=(36.6 + number / 100, 125.3))
    assert statements() == two == 3


def test_figures_are_shown_and_given_out(world, visit):
    add_evidence(world, open_hazard(world))
    open_hazard(world, "tree", source="round")
    client = visit("clerk1")
    page = client.get("/hazards/numbers/").text
    assert "2건 가운데 2건은 민원이 오기 전에 먼저 발견했고" in page
    assert client.get("/hazards/numbers.csv").text.count("\n") == 4


def test_filters_narrow_and_a_telephone_number_is_no_word(world, visit):
    one, other = open_hazard(world, "tree", note="큰 가지"), open_hazard(world, "ice")
    client = visit("clerk1")
    page = client.get("/hazards/?kind=tree&q=가지").text
    assert f'href="/hazards/{one.pk}/"' in page
    assert f'href="/hazards/{other.pk}/"' not in page
    assert client.get("/hazards/?q=010-0000-0042").url == "/search/?number="
    assert "검색 결과가 없습니다" in client.get("/hazards/?kind=wall").text


def test_a_photo_is_for_who_sees_the_hazard(world, visit):
    hazard = open_hazard(world, department="roads")
    add_evidence(world, hazard)
    sha256 = evidence_of(hazard).get().photos.get().sha256
    path = f"/hazards/{hazard.pk}/photos/{sha256}/small"
    assert visit("clerk1").get(path).headers["Content-Type"] == "image/jpeg"
    assert visit("clerk1").get(path.replace("small", "original")).status_code == 404
    assert visit("welfare.officer").get(path).status_code == 404
    assert visit().get(path).status_code == 302


def test_photos_that_came_with_the_report_are_for_who_sees_the_hazard(world, visit, shelf):
    hazard = open_hazard(world, code=send_photo(world, "길에 구멍이 났어요", "red"))
    world.wait(minutes=5)
    send_photo(world, "제 딸 사진이에요", "blue")
    officer = visit("roads.officer")
    for page in (f"/hazards/{hazard.pk}/", f"/hazards/{hazard.pk}/spot/"):
        found = set(re.findall(r"/photos/([0-9a-f]+)/", officer.get(page).text))
        assert len(found) == 1, page  # what came later is of the case alone
    order = ("<img", "<tl-map", "geo:", "길에 구멍이 났어요", "data-field")
    at = officer.get(page).text.partition("<h1>")[2]
    assert [*map(at.index, order)] == sorted(map(at.index, order)), "photo, map, way there, words"
    path = f"/hazards/{hazard.pk}/photos/{found.pop()}/small"
    assert officer.get(path).headers["Content-Type"] == "image/jpeg"
    assert officer.get(path.replace("small", "original")).status_code == 404
    assert visit("welfare.officer").get(path).status_code == 404
    apps.get_model("cases", "Case").objects.update(private=True)
    assert officer.get(path).status_code == 404


def send_photo(world, words, colour):
    world.deliver(words, attachments=(media.keep(picture(colour)),))
    world.route()
    conversations.photos_look(limit=20, now=world.now)
    return apps.get_model("cases", "Case").objects.get().code


def test_what_a_person_is_known_by_goes_on_their_wish(world):
    code = world.text("시장 앞 길이 위험해요")
    open_hazard(world, code=code)
    part = api.person_part()
    assert part.tell("+821000000042")
    actor = world.person("clerk1").actor
    assert part.erase("+821000000042", actor=actor, reason="요청", now=world.now) == 1
    assert part.tell("+821000000042") == []


def test_signing_out_asks_before_it_takes_unsent_looks_away(world, visit):
    client = visit("clerk1")
    client.cookies["tl-unsent"] = "1"
    response = client.post("/sign-out/")
    assert response.status_code == 409
    assert "보내지 못한 기록이 있습니다" in response.text
    assert client.get("/hazards/").status_code == 200
    gone = client.post("/sign-out/", {"do": "sure"})
    assert gone.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/hazards/").status_code == 302


CORNERS = ("36.62073,125.32238", "36.62173,125.32238", "36.62173,125.32338")


def test_an_area_is_drawn_corner_by_corner_and_seen_as_one(world, visit):
    client, form = visit("clerk1"), {"kind": "ice", "shape": "area", "corners": ""}
    for at in CORNERS:  # a press on the map sends the form as it is, with the spot
        page = client.post("/hazards/new/", form | {"at": at}).text
        form["corners"] = page.partition('name="corners"')[2].partition(">")[2].partition("<")[0]
    assert form["corners"].split() == list(CORNERS)
    few = client.post("/hazards/new/", form | {"corners": CORNERS[0], "do": "save"})
    assert few.status_code == 422
    photo = SimpleUploadedFile("a.jpg", picture(), "image/jpeg")
    client.post("/hazards/new/", form | {"do": "save", "photos": photo})
    hazard = Hazard.objects.get()
    assert hazard.geometry["type"] == "Polygon"
    assert len(hazard.geometry["coordinates"][0]) == 4
    assert evidence_of(hazard).get().photos.count() == 1
    for path in ("/hazards/", f"/hazards/{hazard.pk}/"):
        assert "&quot;Polygon&quot;" in client.get(path).text


def test_a_line_is_pasted_and_a_bad_one_refused_by_what_is_wrong(world, visit):
    client, hazard = visit("clerk1", "en"), open_hazard(world)
    path = f"/hazards/{hazard.pk}/place/"
    assert "36.62073,125.32238" in client.get(path).text
    far = '{"type": "LineString", "coordinates": [[127.0, 37.5], [127.1, 37.5]]}'
    refused = client.post(path, {"geojson": far, "do": "save"})
    assert refused.status_code == 422
    assert "The line or area cannot be used" in refused.text
    line = '{"type": "LineString", "coordinates": [[125.322, 36.62], [125.323, 36.621]]}'
    assert client.post(path, {"geojson": line, "do": "save"}).status_code == 302
    assert fresh(hazard).geometry["type"] == "LineString"
    assert "36.62000,125.32200" in client.get(path).text


def program_of(*scopes):
    staff = Staff.objects.get(username="clerk1")
    secret = departments.token_create(staff=staff, scopes=scopes, now=clock.now())
    return Client(headers={"authorization": f"Bearer {secret}"})


def test_a_program_reads_hazards_and_explorations_with_its_token(world):
    assert program_of("desks").get("/api/v1/hazards").status_code == 403
    program = program_of("cases:read")
    first, other = open_hazard(world, "pothole"), open_hazard(world, "cavity")
    page = program.get("/api/v1/hazards?limit=1").json()
    assert ([one["id"] for one in page["items"]], page["next"]) == ([first.pk], first.pk)
    rest = program.get(f"/api/v1/hazards?limit=1&after={page['next']}").json()
    assert ([one["id"] for one in rest["items"]], rest["next"]) == ([other.pk], None)
    whole = program.get(f"/api/v1/hazards/{other.pk}").json()
    assert whole["geometry"]["type"] == "Point"
    assert [step["step"] for step in whole["steps"]] == ["see", "arrive", "make_safe", "repair"]
    for name in ("", "/lines", "/cavities"):
        assert program.get(f"/api/v1/explorations{name}").json()["items"] == []
