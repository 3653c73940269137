"""Photos from a phone: to the line's HTTP door, whole, until it has taken them."""

import base64
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest

from tests.pictures import draw_image, encode_image, jpeg, mp4, polyglot
from townline.adapters.simulator.tests.door import FakeEndpoint
from townline.adapters.simulator.tests.peers import PATIENCE, Simulator

pytestmark = pytest.mark.peer
PHONE, PAGE = "010-0000-0001", "/handset/phones/neuti/"
SAME = {"Origin": "http://localhost"}
SMALL = jpeg((32, 24))
TOO_LARGE = SMALL + bytes(24_000_001)


@pytest.fixture(scope="module")
def line() -> Iterator[FakeEndpoint]:
    door = FakeEndpoint()
    yield door
    door.stop()


@pytest.fixture(scope="module")
def shared_carrier(
    line: FakeEndpoint, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Simulator]:
    home = tmp_path_factory.mktemp("carrier")
    running = Simulator(home, TOWNLINE_DEMO_PHONE=line.address, TOWNLINE_HOSTS="localhost,other")
    yield running
    running.stop()


@pytest.fixture
def carrier(shared_carrier: Simulator) -> Iterator[Simulator]:
    """A simulator that owes the line nothing once the test is over."""
    yield shared_carrier
    ends = time.monotonic() + PATIENCE
    while _work_item(shared_carrier):
        assert time.monotonic() < ends, "a call of this test is still owed"
        time.sleep(0.01)


def _work_item(simulator: Simulator) -> int:
    with closing(sqlite3.connect(simulator.home / "simulator.db", timeout=PATIENCE)) as db:
        row = db.execute("SELECT count(*) FROM calls WHERE state = 'waiting'").fetchone()
    return int(row[0])


def send(simulator: Simulator, body: str, *files: tuple[str, bytes], **more: str) -> httpx.Response:
    return simulator.send_photos("neuti", body, *files, **more)


def last(simulator: Simulator, phone: str = PHONE) -> dict[str, Any]:
    return simulator.texts(phone)[-1]


def until(simulator: Simulator, state: str) -> None:
    ends = time.monotonic() + PATIENCE
    while last(simulator)["state"] != state:
        assert time.monotonic() < ends, last(simulator)
        time.sleep(0.01)


def test_words_and_photos_are_one_signed_call_of_the_app(carrier: Simulator, line: FakeEndpoint):
    picture = encode_image(draw_image((20, 20)), "PNG")
    assert (
        send(carrier, "길이\r\n파였어요", ("a.jpg", SMALL), ("둘.png", picture)).status_code == 303
    )
    seen = line.call()
    assert seen["true"]
    assert (seen["path"], seen["host"]) == ("/hooks/android/demo-phone/", "localhost")
    event, payload = seen["event"], seen["event"]["payload"]
    assert event["event"] == "mms:downloaded"
    assert event["id"] == f"handset-{last(carrier)['id']}"
    assert payload["sender"] == payload["phoneNumber"] == "+821000000001"
    assert payload["recipient"] == "+82200000100"
    assert payload["body"] == "길이\n파였어요"
    attachments = [(p["contentType"], p["name"], p["size"]) for p in payload["attachments"]]
    assert attachments == [
        ("image/jpeg", "a.jpg", len(SMALL)),
        ("image/png", "둘.png", len(picture)),
    ]
    assert [base64.b64decode(p["data"]) for p in payload["attachments"]] == [SMALL, picture]
    until(carrier, "taken")
    assert [photo["name"] for photo in last(carrier)["photos"]] == ["a.jpg", "둘.png"]


def test_a_photo_alone_is_enough_and_shows_without_an_empty_bubble(
    carrier: Simulator, line: FakeEndpoint
):
    send(carrier, "", ("only.jpg", SMALL))
    assert line.call()["event"]["payload"]["body"] == ""
    page = carrier.http.get(PAGE).text
    place = re.findall(r'<img src="(/handset/photos/\d+)" alt="사진 1: only.jpg"', page)[-1]
    assert '<p class="bubble" hidden>' in page
    shown = carrier.http.get(place)
    assert (shown.content, shown.headers["content-type"]) == (SMALL, "image/jpeg")
    assert shown.headers["x-content-type-options"] == "nosniff"


def test_what_is_not_taken_now_comes_again_under_the_same_id(
    carrier: Simulator, line: FakeEndpoint
):
    line.answers[:] = [503]
    send(carrier, "나중에", ("a.jpg", SMALL))
    first = line.call()
    assert last(carrier)["state"] == "sent"
    again = line.call()
    assert again["event"] == first["event"]
    assert again["true"]
    until(carrier, "taken")


def test_a_door_that_says_no_for_good_is_not_asked_again(carrier: Simulator, line: FakeEndpoint):
    line.answers[:] = [403]
    send(carrier, "안 됨", ("a.jpg", SMALL))
    line.call()
    until(carrier, "refused")
    send(carrier, "다음", ("a.jpg", SMALL))
    assert line.call()["event"]["payload"]["body"] == "다음"


@pytest.mark.parametrize("kind", ["redeliver", "lose_acknowledgement"])
def test_the_network_repeats_itself_with_the_same_call(
    carrier: Simulator, line: FakeEndpoint, kind: str
):
    if kind == "lose_acknowledgement":
        carrier.trouble(kind)
    send(carrier, "두 번", ("a.jpg", SMALL))
    first = line.call()
    if kind == "redeliver":
        until(carrier, "taken")
        carrier.trouble(kind)
    assert line.call()["event"] == first["event"]


def test_what_waits_outlives_the_process(line: FakeEndpoint, tmp_path):
    line.answers[:] = [503]
    running = Simulator(tmp_path, TOWNLINE_DEMO_PHONE=line.address)
    send(running, "남아요", ("a.jpg", SMALL))
    line.call()
    running.stop()
    running.start()
    assert line.call()["event"]["payload"]["body"] == "남아요"
    running.stop()


def test_a_second_press_sends_nothing(carrier: Simulator, line: FakeEndpoint):
    for _ in range(2):
        assert send(carrier, "한 번", ("a.jpg", SMALL), key="twice").status_code == 303
    line.call()
    assert [text["body"] for text in carrier.texts(PHONE)].count("한 번") == 1


def test_an_example_leaves_the_photos(carrier: Simulator, line: FakeEndpoint):
    send(carrier, "아직", ("a.jpg", SMALL), send="example-2")
    assert (last(carrier)["body"], last(carrier)["photos"]) == ("상태", [])


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([("메모.txt", b"only words")], "사진이 아닌 파일이 있습니다: 메모.txt. JPEG"),
        ([("거짓.jpg", b"<svg onload=alert(1)>")], "사진이 아닌 파일이 있습니다: 거짓.jpg"),
        ([("빈.jpg", b"")], "사진이 아닌 파일이 있습니다: 빈.jpg"),
        ([("움직임.mp4", mp4())], "사진이 아닌 파일이 있습니다: 움직임.mp4"),
        ([("큰.jpg", TOO_LARGE)], "사진이 너무 큽니다: 큰.jpg. 한 장에 24MB까지"),
        ([(f"{n}.jpg", SMALL) for n in range(11)], "사진은 한 번에 10장까지"),
        ([(f"{n}.jpg", TOO_LARGE[:9_000_000]) for n in range(3)], "모두 합쳐 24MB를 넘습니다"),
    ],
    ids=["words", "lies", "empty", "video", "large", "many", "together"],
)
def test_what_cannot_be_sent_is_said_and_the_words_stay(
    carrier: Simulator, files: list[tuple[str, bytes]], words: str
):
    before = len(carrier.texts(PHONE))
    answer = send(carrier, "적던 글", *files)
    assert answer.status_code == 422
    assert words in answer.text
    assert "사진은 다시 골라 주세요." in answer.text
    assert ">적던 글</textarea>" in answer.text
    assert re.search(r'id="photos"[^>]* aria-invalid="true"', answer.text)
    assert len(carrier.texts(PHONE)) == before


def test_a_script_hears_which_box_is_wrong(carrier: Simulator):
    parts = {"photos": ("메모.txt", b"words")}
    headers = SAME | {"Accept": "application/json", "Accept-Language": "en"}
    answer = carrier.http.post(f"{PAGE}texts", data={"body": ""}, files=parts, headers=headers)
    assert answer.json()["field"] == "photos"
    assert answer.json()["problem"].startswith("Error: This is not a photo: 메모.txt.")


def test_an_empty_form_with_an_empty_box_is_an_empty_text(carrier: Simulator):
    answer = send(carrier, " ", ("", b""))
    assert answer.status_code == 422
    assert "보낼 문자를 적어 주세요" in answer.text


def test_a_gif_that_is_also_a_page_is_shown_as_a_picture_only(
    carrier: Simulator, line: FakeEndpoint
):
    send(carrier, "", ("x.gif", polyglot()))
    assert line.call()["event"]["payload"]["attachments"][0]["contentType"] == "image/gif"
    page = carrier.http.get(PAGE).text
    shown = carrier.http.get(re.findall(r'href="(/handset/photos/\d+)"', page)[-1])
    assert shown.headers["content-type"] == "image/gif"
    assert "default-src 'none'" in shown.headers["content-security-policy"]


@pytest.mark.parametrize("number", ["1", "99999999999999999999999", "x"])
def test_a_photo_that_is_not_there_is_not_found(carrier: Simulator, number: str):
    assert carrier.http.get(f"/handset/photos/{number}").status_code == 404


def test_without_a_door_there_is_no_box_and_photos_are_left_out(simulator: Simulator):
    assert 'type="file"' not in simulator.http.get(PAGE).text
    send(simulator, "글만", ("a.jpg", SMALL))
    assert (last(simulator)["body"], last(simulator)["photos"]) == ("글만", [])


def test_no_number_and_no_key_in_the_log(line: FakeEndpoint, tmp_path):
    running = Simulator(tmp_path, TOWNLINE_DEMO_PHONE=line.address)
    send(running, "비밀", ("비밀.jpg", SMALL))
    line.call()
    running.log.wait(lambda log_text: log_text == "photos to the line status=200")
    running.process.terminate()
    running.process.wait(PATIENCE)
    log_text = "\n".join(running.log.rest())
    assert not re.search(r"0000001|비밀|demo-phone|a-key", log_text)
    running.finish()
