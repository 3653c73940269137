"""A report on the page becomes a text of the telephone that was proved, once, with its photos."""

import io
import re

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.reader import reading
from tests.texts import texts_to_number
from townline.adapters.web_form import limits
from townline.casework.cases import api as cases
from townline.casework.classification import api as classification
from townline.platform.web.maps.frames import ground

pytestmark = pytest.mark.django_db
PATH, PHONE = "/open/report", "01000000042"
WORDS = "보도블록이 내려앉았어요 <b>"


@pytest.fixture
def client(world, reader, monkeypatch, settings, tmp_path):
    settings.TOWNLINE_HOME = tmp_path
    monkeypatch.setattr("townline.platform.core.clock.now", lambda: world.now)
    return Client()


def rows(name):
    return apps.get_model("conversations", name).objects


def form_values(page):
    found = re.findall(r'name="(key|stored|token|at)" value="([^"]*)"', page.content.decode())
    return dict(found)


def press(client, page, do="next", **fields):
    values = {"words": WORDS, "place": "느티로 21", "phone": "010-0000-0042"} | form_values(page)
    return client.post(PATH, {"do": do} | values | fields)


def code(number=PHONE):
    return re.search(r"\d{6}", texts_to_number(number)[-1])[0]


def picture(kilobytes=40):
    made = io.BytesIO()
    Image.effect_noise((64, 64), 90).save(made, "JPEG")
    data = made.getvalue() + b"\0" * (kilobytes * 1000)
    return SimpleUploadedFile("hole.jpg", data, "image/jpeg")


def test_a_report_is_a_case_of_the_proved_telephone_answered_by_text(client, world):
    step = press(client, client.get(PATH), photos=[picture(), picture(50)])
    assert "인증번호 6자리" in step.text
    assert not rows("IncomingText").exists()
    answer = press(client, step, "finish", code=code())
    assert (answer.status_code, answer.url) == (303, "/open/report/sent?lang=ko")
    text = rows("IncomingText").get()
    assert text.body == f"{WORDS}\n장소: 느티로 21"
    assert rows("Attachment").filter(incoming=text).count() == 2
    world.route()
    text.refresh_from_db()
    case = apps.get_model("cases", "Case").objects.get()
    assert case.resident_id == text.resident_id
    assert (case.answer_due_at - world.now).total_seconds() == 48 * 3600
    assert case.code in texts_to_number(PHONE)[-1]


def test_it_joins_the_thread_of_texts_from_the_same_telephone(client, world):
    code_of_case = world.text("보도블록이 내려앉았어요")
    step = press(client, client.get(PATH))
    press(client, step, "finish", code=code())
    world.route()
    assert apps.get_model("cases", "Case").objects.get().code == code_of_case
    assert rows("IncomingText").count() == 2


def test_pressed_twice_it_is_one_text(client):
    step = press(client, client.get(PATH))
    typed = code()
    for _ in range(2):
        assert press(client, step, "finish", code=typed).status_code == 303
    assert rows("IncomingText").count() == 1


def test_a_wrong_code_keeps_the_page_and_an_expired_one_all_that_was_typed(client, world):
    step = press(client, client.get(PATH), photos=[picture()])
    wrong = press(client, step, "finish", code="000000x")
    assert (wrong.status_code, "인증번호 6자리" in wrong.text) == (422, True)
    world.wait(minutes=61)  # nobody with this number dealt with us: one code an hour
    late = press(client, step, "finish", code=code())
    assert "보도블록이 내려앉았어요 &lt;b&gt;</textarea>" in late.text
    assert 'value="010-0000-0042"' in late.text
    assert "이미 올린 사진(1장)" in late.text
    step = press(client, late)
    assert press(client, step, "finish", code=code()).status_code == 303
    assert rows("Attachment").count() == 1


def test_five_wrong_codes_end_the_code(client):
    step = press(client, client.get(PATH))
    typed = code()
    for _ in range(5):
        press(client, step, "finish", code="1")
    assert press(client, step, "finish", code=typed).status_code == 422
    assert not rows("IncomingText").exists()


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"words": ""}, "words"),
        ({"words": "가" * 1001}, "words"),
        ({"place": ""}, "place"),
        ({"place": "가" * 101}, "place"),
        ({"phone": "02-000-0000"}, "phone"),
        ({"phone": ""}, "phone"),
    ],
)
def test_a_mistake_is_shown_at_its_field_and_nothing_typed_is_lost(client, fields, where):
    page = press(client, client.get(PATH), **fields)
    assert page.status_code == 422
    assert f'href="#r-{where}"' in page.text
    typed = {"words": WORDS, "place": "느티로 21"} | fields
    assert page.context["given"].words == typed["words"]
    assert page.context["given"].place == typed["place"]
    assert not texts_to_number(PHONE)


def test_a_photo_of_12_mb_goes_and_one_that_is_too_large_is_refused_in_words(client, settings):
    step = press(client, client.get(PATH), photos=[picture(12_000)])
    assert "인증번호 6자리" in step.text
    settings.TOWNLINE_PHOTO_BYTES = 1_000_000
    refused = press(client, client.get(PATH), photos=[picture(1_100)])
    assert (refused.status_code, "1MB까지" in refused.text) == (413, True)
    many = press(client, client.get(PATH), photos=[picture(n) for n in range(6)])
    assert "5장까지" in many.text
    other = SimpleUploadedFile("a.txt", b"no picture", "text/plain")
    assert "사진 파일만" in press(client, client.get(PATH), photos=[other]).text
    named = SimpleUploadedFile("hole.jpg", b"MZ no picture", "image/jpeg")
    assert "사진 파일만" in press(client, client.get(PATH), photos=[named]).text


def test_names_of_photos_that_are_not_ours_are_left_out(client):
    page = client.get(PATH)
    step = press(client, page, stored="a" * 64)
    press(client, step, "finish", code=code())
    assert not rows("Attachment").exists()


def test_words_of_a_danger_put_the_advice_on_the_next_page(client, reader):
    assert "위험한 곳에서 먼저" not in client.get(PATH).text
    reader.readings = {"가스": reading(danger="gas")}
    page = press(client, client.get(PATH), words="가스 냄새가 나요")
    assert 'role="alert"' in page.text
    assert "위험한 곳에서 먼저" in page.text
    assert "tel:119" in page.text
    # Also where something is still missing, and where nobody reads.
    assert "위험한 곳에서 먼저" in press(client, client.get(PATH), words="가스", phone="").text
    reader.is_down = True
    assert "tel:119" in press(client, client.get(PATH), words="가스 냄새", phone="").text


def test_a_pressed_place_is_named_in_the_text_and_one_outside_is_refused(client):
    outside = press(client, client.get(PATH), "", at="35.1,129.0")
    assert (outside.status_code, "이 구 안의 장소" in outside.text) == (422, True)
    west, south, east, north = ground().bounds
    at = f"{(south + north) / 2:.5f},{(west + east) / 2:.5f}"
    picked = press(client, client.get(PATH), "", at=at)
    assert picked.status_code == 200
    assert at.replace(",", ", ") in picked.text
    step = press(client, picked, place="")
    press(client, step, "finish", code=code())
    assert at.replace(",", ", ") in rows("IncomingText").get().body


def test_open_matters_nearby_are_shown_before_a_code_is_sent(client, world, reader):
    reader.readings = {"구멍": reading(("roads", 0.97, ("구멍",)), sure=True)}
    case = world.text("느티로 21 앞 보도에 구멍이 났어요", "01000000043")
    world.wait(seconds=2)
    classification.readings_run(now=world.now)
    cases.case_assign(world.by("clerk1"), code=case, department="roads", service="roads")
    world.wait(hours=48)
    page = press(client, client.get(PATH), words="느티로 21에 구멍이 있어요")
    assert "이미 접수되었습니다" in page.text
    assert case not in page.text
    assert "구멍이 났어요" not in page.text
    assert not texts_to_number(PHONE)
    step = press(client, page, "new")
    assert "인증번호 6자리" in step.text


def test_a_forged_form_is_refused_and_uses_up_nobodys_tries(client):
    for _ in range(limits.SENDING.most + 5):
        refused = client.post(PATH, {"key": "x", "do": "next", "words": WORDS})
    assert refused.status_code == 403
    assert WORDS.split(" <", maxsplit=1)[0] in refused.text
    assert press(client, client.get(PATH)).status_code == 200


def test_an_address_and_a_number_have_their_limits(client, monkeypatch):
    monkeypatch.setattr(limits.Limit, "take", lambda limit, key, now: limit is limits.SENDING)
    busy = press(client, client.get(PATH))
    assert busy.status_code == 429
    assert WORDS.split(" <", maxsplit=1)[0] in busy.text
    monkeypatch.setattr(limits.Limit, "take", lambda limit, key, now: limit is limits.NUMBER)
    step = press(client, client.get(PATH))
    busy = press(client, step, "finish", code=code())
    assert busy.status_code == 429
    assert not rows("IncomingText").exists()


def test_it_is_in_english_and_writes_english_texts(client):
    page = client.get(f"{PATH}?lang=en")
    assert "Report a matter" in page.text
    values = {"words": "A lamp is out", "place": "Neuti-ro 21", "phone": "010-0000-0042"}
    client.post(f"{PATH}?lang=en", {"do": "next"} | values | form_values(page))
    assert "Report code" in texts_to_number(PHONE)[-1]
    assert "Your report came in" in client.get("/open/report/sent?lang=en").text
