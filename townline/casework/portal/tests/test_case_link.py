"""Sending residents the link to their own case, and what staff see of what they said."""

import re

import pytest

from tests.texts import last_text_not_before
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case, CaseResident
from townline.casework.portal import api
from townline.casework.portal.models import CaseLink, Rating
from townline.platform.conversations import api as conversations

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(world):
    return world.awaiting("느티시장 앞 길이 파였어요")


def link(world, code):
    case = world.case(code)
    return api.case_link(case_id=case.row.id, resident_id=case.resident_id, now=world.now)


def answer(world, code):
    world.confirm(code)
    world.wait(minutes=1)
    world.send()


def test_a_clerk_sends_the_link(world, code, visit, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://line.example"
    clerk = visit("clerk1")
    assert "진행 링크 발송" in clerk.get(f"/cases/{code}/").content.decode()
    world.wait(hours=2)
    clerk.post(f"/cases/{code}/link")
    assert world.case(code).thread[-1].body.endswith("https://line.example/c/***")
    sent = conversations.person_texts(resident_id=world.case(code).resident_id)["texts_out"]
    [token] = re.findall(r"https://line.example/c/([0-9a-f]{32})", sent[-1]["body"])
    assert api.case_page(token=token, now=world.now).code == code
    assert world.case(code).history[-1].event == "case:link:send"


def test_a_link_that_is_sent_at_night_leaves_in_the_morning(world, code, visit, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://line.example"
    world.now = world.now.replace(hour=14, minute=0)  # 23:00 in Seoul
    page = visit("clerk1").post(f"/cases/{code}/link", follow=True).text
    assert re.search(r"문자를 보내지 않는 시간이라 [^<]*08:00에 발송합니다", page)
    assert last_text_not_before().hour == 23  # 8:00 in Seoul


@pytest.mark.parametrize(
    ("username", "refusal"),
    [
        ("clerk1", api.NoPublicAddress),
        ("auditor", cases.NotAllowed),
        ("parks.officer", cases.NotFound),
    ],
)
def test_who_may_not_send_it(world, code, settings, username, refusal):
    if refusal is not api.NoPublicAddress:
        settings.TOWNLINE_PUBLIC_URL = "https://line.example"
    with pytest.raises(refusal):
        api.case_link_send(world.by(username), code=code)
    assert not CaseLink.objects.exists()


def test_no_link_is_sent_after_a_stop(world, code, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://line.example"
    world.text("그만")
    with pytest.raises(api.LinkNotSent):
        api.case_link_send(world.by("clerk1"), code=code)


def test_old_links_and_questions_go_by_age(world, code):
    link(world, code)
    world.wait(days=61)
    rule = next(rule for rule in api.resident_retention_rules() if rule.kind == "case_links")
    before = rule.before({}, world.now)
    assert (rule.count(before), rule.sweep(before, 10)) == (1, 1)
    assert not CaseLink.objects.exists()


def test_the_case_page_of_staff_tells_what_residents_said(world, code, visit):
    answer(world, code)
    case = Case.objects.get(code=code)
    Rating.objects.create(
        case=case, resident_id=case.resident_id, stars=2, via="text", at=world.now
    )
    html = visit("clerk1").get(f"/cases/{code}/").content.decode()
    assert "5점 만점에 2점" in html
    assert "사후 확인" in html
    assert not CaseResident.objects.exists()
