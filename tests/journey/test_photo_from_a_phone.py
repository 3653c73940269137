"""A photo from a handset: by the phones' own door, to the case that its sender has already."""

import hashlib

import pytest
from playwright.sync_api import expect

from tests.chromium import violations
from tests.journey import steps
from tests.journey.words import KOREAN
from tests.pictures import PLACE, draw_image, encode_image, jpeg

pytestmark = [pytest.mark.browser, pytest.mark.peer]
PHOTO = jpeg((320, 240))
FILES = [
    {"name": "그네.jpg", "mimeType": "image/jpeg", "buffer": PHOTO},
    {
        "name": "뒤쪽.png",
        "mimeType": "image/png",
        "buffer": encode_image(draw_image((60, 40)), "PNG"),
    },
]


def test_words_first_and_then_a_photo_alone(town, desk, open_page):
    handset = open_page("/handset/phones/market/", phone=True)
    handset.get_by_label(KOREAN.compose).fill("새벗놀이터 그네 줄이 풀렸어요")
    handset.get_by_role("button", name=KOREAN.send, exact=True).click()
    code = steps.receipt_code(handset, KOREAN)

    chooser = handset.get_by_label("사진 고르기")
    for file in FILES:
        chooser.set_input_files(file)
    expect(handset.get_by_role("img", name="뒤쪽.png")).to_be_visible()
    handset.get_by_role("button", name="뒤쪽.png 빼기").click()
    expect(handset.locator("#chosen li")).to_have_count(1)
    assert violations(handset) == []
    handset.get_by_role("button", name=KOREAN.send, exact=True).click()

    bubble = handset.locator("#texts li.sent").last
    expect(bubble.get_by_role("img", name="사진 1: 그네.jpg")).to_be_visible()
    expect(bubble).to_contain_text(KOREAN.taken)
    expect(handset.locator("#chosen")).to_be_hidden()

    (photo,) = desk.wait_for_photos(code)
    assert photo["sha256"] == hashlib.sha256(PHOTO).hexdigest()
    assert (photo["kind"], photo["width"], photo["problem"]) == ("jpeg", 320, "")
    assert photo["latitude"] == pytest.approx(PLACE[0], abs=0.001)
    # What receives photos is no way out: everything went by the link.
    with town.client() as client:
        links = client.get("/readyz").json()["links"]
    assert [name for name in links if not name.startswith("calls ")] == ["smpp-1"]


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_what_is_no_photo_is_said_and_stays_to_be_taken_out(open_page):
    handset = open_page("/handset/phones/elder/", language="en")
    note = {"name": "note.txt", "mimeType": "text/plain", "buffer": b"only words"}
    handset.get_by_label("Choose photos").set_input_files(note)
    handset.get_by_role("button", name="Send", exact=True).click()
    expect(handset.get_by_role("alert")).to_contain_text("This is not a photo: note.txt.")
    expect(handset.get_by_label("Choose photos")).to_be_focused()
    handset.get_by_role("button", name="note.txt Remove").click()
    expect(handset.get_by_role("alert")).to_be_empty()
    expect(handset.locator("#texts img")).to_have_count(0)
