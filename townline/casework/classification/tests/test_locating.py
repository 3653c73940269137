"""Where a case lies stands beside it; a person who knows better says so, and that stays."""

import re

import pytest

from tests.reader import reading
from townline.casework.classification import api
from townline.casework.classification.models import TextReading

pytestmark = pytest.mark.django_db
SURE = reading(("roads", 0.97, ("구멍",)), sure=True)


@pytest.fixture
def receive_text(world, reader):
    """Let a text come in and be read; give the code of its case."""
    reader.readings = {"구멍": SURE}

    def text(body, sender="01000000042"):
        code = world.text(body, sender)
        world.wait(seconds=1)
        api.readings_run(now=world.now)
        return code

    return text


def page_of(visit, code, who="clerk1"):
    return visit(who).get(f"/cases/{code}/").content.decode()


def test_the_place_stands_beside_the_case_with_its_dong_and_map(receive_text, visit):
    page = page_of(visit, receive_text("느티로 21 앞에 구멍이 났어요"))
    assert "느티로 21" in page
    assert "(느티동)" in page
    assert "문자에 적힌 위치" in page
    assert "<tl-map" in page
    assert 'data-map-at="36.62118,125.33077"' in page
    assert "MultiPolygon" in page


def test_no_place_is_said_and_can_be_set(receive_text, visit):
    code = receive_text("길에 구멍이 났어요")
    page = page_of(visit, code)
    assert "글과 사진에서 위치를 찾지 못했습니다." in page
    assert f"/cases/{code}/place/" in page


def test_a_place_is_looked_for_and_chosen_without_a_script(receive_text, visit):
    code = receive_text("느티로 21 앞에 구멍이 났어요")
    browser = visit("clerk1")
    found = browser.get(f"/cases/{code}/place/", {"named": "한들도서관"}).content.decode()
    assert 'name="name" value="한들도서관"' in found
    browser.post(f"/cases/{code}/place/set", {"name": "한들도서관", "dong": "한들동"})
    row = TextReading.objects.get(case__code=code)
    assert (row.place_name_ko, row.dong, row.place_by is not None) == (
        "한들도서관", "한들동", True)  # fmt: skip
    page = page_of(visit, code)
    assert "직원이 수정" in page
    assert "위치 수정" in page
    assert "한들도서관 (한들동)" in page


def test_what_a_person_said_outlasts_another_reading_and_a_later_text(receive_text, visit, world):
    code = receive_text("느티로 21 앞에 구멍이 났어요")
    visit("clerk1").post(f"/cases/{code}/place/set", {"name": "한들도서관", "dong": "한들동"})
    api.readings_again([TextReading.objects.get(case__code=code).text_id], now=world.now)
    api.readings_run(now=world.now)
    assert receive_text("물레역 앞에도 구멍이 있어요") == code
    found = api.case_location(
        api.readings_of(TextReading.objects.filter(case__code=code)[0].case_id)
    )
    assert found is not None
    assert found.name_ko == "한들도서관"


def test_that_nobody_knows_is_an_answer_too(receive_text, visit):
    code = receive_text("느티로 21 앞에 구멍이 났어요")
    visit("clerk1").post(f"/cases/{code}/place/clear")
    page = page_of(visit, code)
    assert "글과 사진에서 위치를 찾지 못했습니다." in page
    assert "위치를 알 수 없음" in page


def test_a_place_of_nowhere_is_refused(receive_text, visit):
    code = receive_text("느티로 21 앞에 구멍이 났어요")
    answer = visit("clerk1").post(f"/cases/{code}/place/set", {"name": "달나라", "dong": "달동"})
    assert answer.status_code == 422
    assert TextReading.objects.get(case__code=code).place_name_ko == "느티로 21"


def test_who_only_reads_cannot_say_where_it_is(receive_text, visit):
    code = receive_text("느티로 21 앞에 구멍이 났어요")
    answer = visit("auditor").post(f"/cases/{code}/place/clear")
    assert answer.status_code in {403, 404}
    assert TextReading.objects.get(case__code=code).place_name_ko == "느티로 21"


def test_a_telephone_number_is_not_carried_in_an_address(receive_text, visit):
    code = receive_text("길에 구멍이 났어요")
    answer = visit("clerk1").get(f"/cases/{code}/place/", {"named": "010-0000-0042"})
    assert answer.status_code == 302
    assert "0042" not in answer.headers["Location"]


def test_the_inbox_is_narrowed_to_a_dong(receive_text, visit):
    here = receive_text("느티로 21 앞에 구멍이 났어요")
    there = receive_text("한들도서관 앞에 구멍이 났어요", "01000000043")
    page = visit("clerk1").get("/inbox/", {"dong": "느티동"}).content.decode()
    assert f'id="row-{here}"' in page
    assert f'id="row-{there}"' not in page
    assert re.search(r'<option value="느티동" selected>\s*느티동\s*</option>', page)
    none = visit("clerk1").get("/inbox/", {"dong": "달동"}).content.decode()
    assert 'id="row-' not in none


def test_where_texts_say_nothing_the_title_that_staff_wrote_tells(receive_text, visit):
    code = receive_text("길에 구멍이 났어요")
    browser = visit("clerk1")
    browser.post(f"/cases/{code}/title", {"title": "도로 파임 · 느티시장 입구"})
    page = page_of(visit, code)
    assert "제목에 적힌 위치" in page
    assert "느티시장 입구" in page
    row = browser.get("/inbox/").content.decode().split(f'id="row-{code}"')[1]
    assert "느티동" in row.split("</a>")[0]


def test_a_spot_on_the_map_gives_the_places_near_it_and_its_dong(receive_text, visit):
    code = receive_text("길에 구멍이 났어요")
    page = (
        visit("clerk1").get(f"/cases/{code}/place/", {"at": "36.61910,125.33300"}).content.decode()
    )
    names = re.findall(r'name="name" value="([^"]+)"', page)
    assert names[0] == "느티시장"
    assert names[-1] == "느티동"
    assert "느티시장 후문" in names
    assert "누른 위치에서 가까운 곳" in page


@pytest.mark.parametrize("spot", ["", "here", "36.6", "1000,1000", "nan,nan", "36.6,125.3,9"])
def test_what_is_no_spot_is_passed_over(receive_text, visit, spot):
    code = receive_text("길에 구멍이 났어요")
    answer = visit("clerk1").get(f"/cases/{code}/place/", {"at": spot})
    assert answer.status_code == 200
    assert "누른 위치에서 가까운 곳" not in answer.content.decode()


def test_a_spot_far_from_every_place_has_none(receive_text, visit):
    code = receive_text("길에 구멍이 났어요")
    page = visit("clerk1").get(f"/cases/{code}/place/", {"at": "-10,20"}).content.decode()
    assert 'name="name"' not in page
