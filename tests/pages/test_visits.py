"""A visit from the phone: pressed through a day, accessible, nothing cut off, on paper too."""

import datetime as dt

import pytest

from tests import pictures
from tests.amount import ways
from tests.chromium import violations
from tests.pages.walking import WIDEST
from townline.casework.visits import api as visits
from townline.casework.visits.models import Visit
from townline.platform.departments import api as departments

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = {"latitude": 36.62118, "longitude": 125.33077}


@pytest.fixture
def codes(world):
    """Two visits of the roads officer, this morning."""
    world.wait(hours=-5)
    me = departments.staff_by_username("roads.officer")
    codes = []
    for number, place in enumerate(("느티시장 입구", "새벗사거리")):
        codes.append(world.text(f"{place} 앞 길이 파였어요", sender=f"0100000050{number}"))
        world.assign(codes[-1])
        visits.visit_plan(
            world.by("roads.officer"),
            code=codes[-1],
            visitor=me.id,
            planned_at=dt.date(2026, 11, 25),
            tell=False,
        )
    return codes


def test_a_visit_is_made_from_the_phone(world, codes, look):
    page = look("roads.officer", "/visits/", width=390)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(HERE)
    first = page.locator(".stop").first
    page.context.set_offline(offline=True)
    first.get_by_role("button", name="출발").click()
    page.get_by_text("저장되지 않았습니다. 연결이 끊겼습니다.").first.wait_for()
    page.context.set_offline(offline=False)
    first.get_by_role("button", name="출발").click()
    page.get_by_text("출발로 저장했습니다.").first.wait_for()
    first = page.locator(".stop").filter(has_text="이동 중")
    first.get_by_role("button", name="도착").click()
    page.get_by_text("도착으로 저장했습니다.").first.wait_for()
    assert violations(page) == []
    first = page.locator(".stop").filter(has_text="현장 확인 중")
    first.get_by_label("확인한 내용").fill("지름 40cm입니다.")
    photo = {"name": "one.jpg", "mimeType": "image/jpeg", "buffer": pictures.jpeg((320, 240))}
    first.get_by_label("사진 (6장까지").set_input_files([photo])
    # Underground there is no connection: words and photo stay where they are.
    page.context.set_offline(offline=True)
    first.get_by_role("button", name="방문 완료").click()
    page.get_by_text("저장되지 않았습니다. 연결이 끊겼습니다.").first.wait_for()
    page.context.set_offline(offline=False)
    first.get_by_role("button", name="방문 완료").click()
    page.get_by_text("현장 확인 결과를 저장했습니다").first.wait_for()
    made = Visit.objects.get(state="done")
    assert (made.here_latitude, made.here_longitude) == (HERE["latitude"], HERE["longitude"])
    assert made.photos.count() == 1
    assert violations(page) == []


@pytest.mark.parametrize("language", ways(["ko", "en"]))
def test_nothing_is_cut_off_and_everything_has_a_name(codes, look, language):
    page = look("roads.head", "/visits/?who=d-roads", width=320, language=language)
    for path in ("/visits/?who=d-roads", "/visits/?view=week&who=all", f"/cases/{codes[0]}/visit"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.evaluate(WIDEST)
        assert violations(page) == []
    small = page.evaluate(
        "[...document.querySelectorAll('main button, main select, main input:not([type=hidden])')]"
        ".filter(b => b.offsetHeight && b.type != 'checkbox' && b.offsetHeight < 44).length"
    )
    assert small == 0
