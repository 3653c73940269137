"""A photo is looked at in its own window, by mouse, by keys, without a script, and by axe."""

import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.amount import ways
from tests.chromium import reply, violations
from townline.casework.answers import api as answers
from townline.platform.conversations import api as conversations
from townline.platform.core import media
from townline.platform.departments.api import Act

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("shelf"),
]


@pytest.fixture
def case(world):
    photos = (pictures.jpeg((1600, 1200)), pictures.jpeg((300, 600)))
    world.deliver("길이 파였어요", attachments=tuple(media.keep(data) for data in photos))
    code = world.text("여기입니다")
    world.assign(code)
    conversations.photos_look(limit=10, now=world.now)
    return code


@pytest.fixture
def carried(world):
    conversations.link_report(
        transport="mms",
        state="bound",
        detail="",
        now=world.now,
        way=conversations.TransportProfile(carries="whole", photos=3),
    )


def width(page):
    return page.locator("#viewer img").evaluate("image => image.getBoundingClientRect().width")


def open_viewer(page):
    page.get_by_role("link", name="사진 1 크게 보기").click()
    viewer = page.locator("#viewer")
    expect(viewer).to_be_visible()
    expect(viewer.locator("[data-name]")).to_have_text("사진 1 / 2")
    expect(viewer.locator("img")).not_to_have_js_property("naturalWidth", 0)
    return viewer


def test_a_photo_is_enlarged_turned_and_moved(world, look, case):
    other = world.text("가로등이 꺼졌어요", "01000000043")
    world.assign(other)
    page = look("roads.officer", f"/cases/{other}/")
    the_window_opens_for_a_case_opened_in_place(page, case)
    zoom_and_rotation_by_keys(page)
    an_enlarged_photo_can_be_moved_to_every_edge(page)


def zoom_and_rotation_by_keys(page):
    viewer = open_viewer(page)
    fit = width(page)
    page.keyboard.press("+")
    expect(viewer.locator("[data-zoom]")).to_have_text("150%")
    assert width(page) == pytest.approx(fit * 1.5, rel=0.01)
    page.keyboard.press("-")
    page.keyboard.press("-")
    expect(viewer.locator("[data-zoom]")).to_have_text("67%")
    page.keyboard.press("0")
    assert width(page) == pytest.approx(fit, rel=0.01)
    page.keyboard.press("r")
    # Lying on its side it is as high as it was wide, and fits the frame again.
    turned = viewer.locator("img").evaluate(
        "image => { const box = image.getBoundingClientRect(); return [box.width, box.height] }"
    )
    assert turned[1] > turned[0]
    area = viewer.locator(".view-area").bounding_box()
    assert turned[1] <= area["height"] + 1
    page.keyboard.press("ArrowRight")
    expect(viewer.locator("[data-name]")).to_have_text("사진 2 / 2")
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(page.get_by_role("link", name="사진 2 크게 보기")).to_be_focused()


def an_enlarged_photo_can_be_moved_to_every_edge(page):
    viewer = open_viewer(page)
    for _ in range(4):
        viewer.get_by_role("button", name="확대").click()
    area = viewer.locator(".view-area")
    reach = area.evaluate("a => [a.scrollWidth / a.clientWidth, a.scrollHeight / a.clientHeight]")
    assert max(reach) > 2
    viewer.get_by_role("button", name="회전").click()
    assert area.evaluate("a => a.scrollHeight / a.clientHeight") > 2
    viewer.get_by_role("button", name="닫기").click()
    expect(viewer).to_be_hidden()


def the_window_opens_for_a_case_opened_in_place(page, case):
    page.locator(f"#row-{case}").click()
    expect(page.locator("#pane [data-code]")).to_have_attribute("data-code", case)
    # The script comes with the photos.
    expect(page.locator("script[src*=photos]")).to_have_count(1)
    viewer = open_viewer(page)
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_a_photo_is_a_link_where_there_is_no_script(look, case):
    page = look("roads.officer", f"/cases/{case}/", script=False)
    link = page.get_by_role("link", name="사진 1 크게 보기")
    with page.expect_response("**/view") as answer:
        link.click()
    assert answer.value.headers["content-type"] == "image/jpeg"


@pytest.mark.parametrize("dark", ways([False, True]))
def test_axe_finds_nothing_around_photos(world, look, case, carried, dark):
    page = look("roads.officer", f"/cases/{case}/", dark=dark)
    assert violations(page) == []
    open_viewer(page)
    assert violations(page) == []


def test_a_chosen_photo_is_uploaded_at_once_and_the_words_stay(world, look, case, carried):
    page = look("roads.officer", f"/cases/{case}/")
    reply(page).fill("오늘 메웠습니다.")
    page.locator("#c-photos").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": pictures.jpeg((400, 300))}
    )
    expect(page.get_by_role("button", name="사진 1 빼기")).to_be_visible()
    expect(page.locator("#draft")).to_have_value("오늘 메웠습니다.")
    draft = world.case(case).draft
    assert (draft.body, len(draft.photos)) == ("오늘 메웠습니다.", 1)
    reply(page).fill("오늘 낮에 메웠습니다.")
    page.get_by_role("button", name="승인 요청").click()
    expect(page.get_by_text("승인을 요청했습니다.").first).to_be_visible()
    assert world.case(case).row.state == "awaiting_confirmation"
    mayor = look("mayor", f"/morning/{case}/")
    expect(mayor.locator("#words-box .photo img")).to_be_visible()
    assert violations(mayor) == []


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_what_cannot_be_sent_is_said_beside_the_button(world, look, case, carried):
    page = look("roads.officer", f"/cases/{case}/")
    page.locator("#c-photos").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": pictures.bomb()}
    )
    expect(page.locator("[data-trouble]")).to_have_text("해상도가 너무 높은 사진입니다")
    viewer = world.person("roads.officer")
    assert answers.answer_get(Act(viewer, world.now), code=case).draft.photos == ()
