"""An administrator sees what is kept of one person, gives it out, or erases it; all recorded."""

import datetime as dt
import io
import json
import re
import zipfile

import pytest

from tests import pictures
from townline.casework.cases.models import Case
from townline.platform.conversations import api as conversations
from townline.platform.core import media
from townline.platform.core.models import Transition
from townline.platform.departments.api import Act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
NUMBER, DIGITS = "010-0000-0077", "0077"
HOME, EXPORT, ERASE = "/privacy/person/", "/privacy/person/export", "/privacy/person/erase"


@pytest.fixture
def admin(visit, monkeypatch, world):
    monkeypatch.setattr("townline.platform.core.clock.now", lambda: world.now)
    return visit("admin")


@pytest.fixture
def code(world):
    """Give a finished case with one text and a photo."""
    world.deliver("길이 파였어요", "01000000077", attachments=(media.keep(pictures.jpeg()),))
    world.route()
    conversations.photos_look(limit=1, now=world.now)
    code = Case.objects.get().code
    clerk = world.person("clerk1")
    from townline.casework.cases import api

    api.case_dismiss(Act(clerk, world.now), code=code, reason="시험")
    return code


def body(answer):
    return answer.content.decode()


def sealed_number(answer):
    return re.search(r'name="who" value="([^"]+)"', body(answer))[1]


def look(admin, number=NUMBER):
    return admin.post(HOME, {"number": number})


def numbers(page):
    return re.findall(r"<td>(\d+)</td>", page)


def test_what_is_kept_is_counted_and_the_number_is_not_on_the_page(admin, code):
    page = body(look(admin))
    assert numbers(page)[1:] == ["1", "1", "0"]
    assert DIGITS in page
    assert not any(form in page for form in (NUMBER, "01000000077", "821000000077"))
    assert Transition.objects.filter(event="resident:number:look_up").count() == 1


def test_a_file_with_words_and_photos_is_given_out(admin, code):
    answer = admin.post(EXPORT, {"who": sealed_number(look(admin)), "reason": "본인 방문 신청"})
    assert answer["Content-Disposition"].startswith('attachment; filename="person-')
    assert "no-store" in answer["Cache-Control"]
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    exported = json.loads(packed.read("person.json"))
    assert exported["person"]["texts_in"][0]["body"] == "길이 파였어요"
    assert any(name.startswith("photos/") for name in packed.namelist())
    line = Transition.objects.get(event="resident:data:export")
    assert (line.reason, line.actor.split(":")[0]) == ("본인 방문 신청", "staff")


def test_erasing_asks_first_and_names_what_goes(admin, code):
    form = {"who": sealed_number(look(admin)), "reason": "본인 방문 신청"}
    question_page = admin.post(ERASE, form)
    assert "자료를 파기할까요?" in body(question_page)
    assert "사진 1장, 민원 1건의 내용" in body(question_page)
    assert conversations.resident_find("01000000077")
    wrong = admin.post(ERASE, form | {"digits": "0078"})
    assert "끝 네 자리와 다릅니다" in body(wrong)
    assert conversations.resident_find("01000000077")
    done = admin.post(ERASE, form | {"digits": DIGITS}, follow=True)
    assert "민원 1건의 내용을 파기했습니다" in body(done)
    assert conversations.resident_find("01000000077") is None
    assert Transition.objects.get(event="resident:data:erase").reason == "본인 방문 신청"


def test_open_cases_are_a_reason_to_refuse_unless_they_are_closed(admin, world):
    code = world.text("길이 파였어요", sender="01000000077")
    form = {"who": sealed_number(look(admin)), "reason": "본인 방문 신청"}
    refused = admin.post(ERASE, form | {"digits": DIGITS})
    assert f"처리 중인 민원이 있어 파기하지 않았습니다({code})" in body(refused)
    question_page = admin.post(ERASE, form | {"force": "on"})
    assert "처리 중인 민원 1건은 답변 없이 종결합니다" in body(question_page)
    admin.post(ERASE, form | {"force": "on", "digits": DIGITS})
    assert conversations.resident_find("01000000077") is None


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("", "번호를 모두 적어 주세요"),
        ("0042", "번호를 모두 적어 주세요"),
        ("010-0000-0099", "이 번호로 받은 문자가 없습니다"),
    ],
)
def test_who_is_not_found_is_told_why(admin, code, number, words):
    answer = look(admin, number)
    assert answer.status_code == 422
    assert words in body(answer)


@pytest.mark.parametrize("place", [EXPORT, ERASE])
def test_without_a_reason_nothing_happens(admin, code, place):
    answer = admin.post(place, {"who": sealed_number(look(admin)), "reason": "  "})
    assert "사유를 적어 주세요" in body(answer)
    assert not Transition.objects.filter(event__startswith="person_").exists()


@pytest.mark.parametrize("who", ["", "x", "AAAA", "가"])
def test_a_form_that_carries_no_number_of_ours_leads_back(admin, code, who):
    for place in (EXPORT, ERASE):
        answer = admin.post(place, {"who": who, "reason": "신청"})
        assert (answer.status_code, answer["Location"]) == (302, HOME)


def test_a_form_lives_a_quarter_of_an_hour(admin, code, world, monkeypatch):
    who = sealed_number(look(admin))
    later = world.now + dt.timedelta(minutes=14)
    monkeypatch.setattr("townline.platform.core.clock.now", lambda: later)
    assert admin.post(ERASE, {"who": who, "reason": "신청"}).status_code == 200
    monkeypatch.setattr("townline.platform.core.clock.now", lambda: later + dt.timedelta(minutes=2))
    assert admin.post(ERASE, {"who": who, "reason": "신청"}).status_code == 401


@pytest.mark.parametrize("username", ["clerk1", "mayor", "auditor", "roads.head"])
def test_others_may_not(visit, code, username):
    client = visit(username)
    assert client.get(HOME).status_code == 403
    for place in (HOME, EXPORT, ERASE):
        assert client.post(place, {"number": NUMBER, "who": "x"}).status_code == 403
    assert HOME not in body(client.get("/mine/"))


def test_looking_at_the_addresses_changes_nothing(admin, code):
    assert admin.get(HOME).status_code == 200
    assert [admin.get(place).status_code for place in (EXPORT, ERASE)] == [405, 405]
