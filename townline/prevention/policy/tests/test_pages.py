"""Pages of the ledger and of stories."""

import datetime as dt
import io
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from tests.texts import texts_to_number as told_texts
from townline.platform.core import clock
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.policy import api
from townline.prevention.policy.models import Matter, Voice
from townline.prevention.policy.services.marks import today
from townline.prevention.policy.tests.way import (
    TO_EN,
    TO_KO,
    act,
    bring_matter,
    open_matter,
    publish_story,
    then,
)
from townline.prevention.policy.themes.models import Theme, ThemeText

pytestmark = pytest.mark.django_db


def _next(world, days=30):
    return {"owner": "clerk1", "due_on": str(today(world.now) + dt.timedelta(days=days))}


def test_a_matter_is_pressed_from_a_case_to_a_policy(world, visit):
    code = world.text("비 오면 방에 물이 차요")
    client, further = visit("clerk1"), _next(world)
    assert code in client.get(f"/policy/new/?codes={code}").text
    made = client.post("/policy/new/", further | {
        "title": "반지하 침수", "department": "water", "codes": code, "title_en": "",
        "theme": "",
    })  # fmt: skip
    (matter,) = Matter.objects.all()
    page = f"/policy/{matter.pk}/"
    assert made.url == page
    day = str(today(world.now))
    presses = [
        ("propose", {"problem": "물", "evidence": "41건", "options": "밸브", "cost": "1원"}),
        ("decide", {"meeting": "회의", "decided_on": day, "minutes": "함"}),
        ("start", {"partner": "건축사회", "place": "은하동", "begins_on": day, "ends_on": day,
                   "measure": "건수", "control": "별내동", "control_kind": "area"}),
        ("measure", {"before": 40, "before_days": 120, "after": 6, "after_days": 120,
                     "control_before": 30, "control_after": 28, "words": "줄었습니다"}),
    ]  # fmt: skip
    for name, form in presses:
        assert f'action="{page}{name}"' in client.get(page).text
        assert client.post(f"{page}{name}", form | further).url == page
    assert client.post(f"{page}adopt", {"reason": "효과"}).url == page
    text = client.get(page).text
    assert "정책 채택" in text
    assert "95% 신뢰구간" in text
    assert code in text


def test_a_matter_of_a_theme_begins_with_the_cases_of_the_theme(world, visit):
    code = world.text("비 오면 방에 물이 차요")
    theme = Theme.objects.create(name="침수", made_at=world.now)
    case = apps.get_model("cases", "Case").objects.get(code=code)
    ThemeText.objects.create(
        text_id=case.last_incoming_id, case_id=case.pk, theme=theme, day=today(world.now)
    )
    client = visit("clerk1")
    assert "민원 1건도 연결" in client.get(f"/policy/new/?theme={theme.pk}&title=침수").text
    client.post("/policy/new/", _next(world) | {
        "title": "침수", "department": "water", "theme": theme.pk, "linked": "1",
    })  # fmt: skip
    assert [row.case_id for row in Matter.objects.get().origins.all()] == [case.pk]


def test_a_pilot_without_a_measure_is_refused_in_words(world, visit):
    matter = bring_matter(world, steps=2)
    day = str(today(world.now))
    answer = visit("clerk1").post(f"/policy/{matter.pk}/start", _next(world) | {
        "partner": "건축사회", "place": "은하동", "begins_on": day, "ends_on": day,
        "measure": "", "control": "", "control_kind": "area", "agreement": "",
    })  # fmt: skip
    assert answer.status_code == 422
    assert "측정 항목" in answer.text


def test_the_ledger_shows_what_is_late_and_gives_it_out(world, visit):
    late = open_matter(world, title="늦은 과제", then=then(world, days=1))
    soon = open_matter(world, title="새 과제")
    world.wait(days=3)
    client = visit("clerk1")
    page = client.get("/policy/").text
    assert page.index("늦은 과제") < page.index("새 과제")
    assert "2일 경과" in page
    assert "새 과제" not in client.get("/policy/?view=late").text
    assert f"#{soon.pk}" in client.get(f"/policy/?q=%23{soon.pk}").text
    table = client.get("/policy/export.csv").text
    assert table.count("\n") == 3
    assert late.title in table
    assert visit("admin").get("/policy/").status_code == 403
    assert client.get("/policy/999/").status_code == 404


def test_lists_take_as_many_statements_for_many(world, visit):
    client = visit("clerk1")

    def statements(path):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    def count_statements():
        return [statements(path) for path in ("/policy/", "/open/stories", "/api/v1/open/stories")]

    def add_stories(count):
        for number in range(count):
            matter = bring_matter(world, world.text(f"물이 차요 {number}", f"0100000{number:04}"),
                             steps=4)  # fmt: skip
            publish_story(world, matter.pk)

    add_stories(1)
    few = count_statements()
    add_stories(4)
    assert count_statements() == few


def _mayor_approves(world, visit, matter):
    client = visit("mayor")
    page = client.get(f"/policy/{matter.pk}/").text
    action = f"/policy/{matter.pk}/tell/approve"
    assert f'action="{action}"' in page
    fields = {name: re.search(rf'name="{name}" value="(\w+)"', page)[1]
            for name in ("broadcast", "hash")}  # fmt: skip
    assert visit("clerk1").post(action, fields).status_code == 403
    return client.post(action, fields)


@pytest.mark.parametrize(("state", "is_shown"), [("proposed", False), ("adopted", True)])
def test_no_message_begins_as_a_policy_before_it_is_one(world, visit, state, is_shown):
    matter = bring_matter(world, world.text("비 오면 방에 물이 차요"))
    Matter.objects.filter(pk=matter.pk).update(state=state)
    page = visit("clerk1").get(f"/policy/{matter.pk}/").text
    assert ("정책이 되었습니다" in page) is is_shown


def test_the_mayor_approves_what_is_shown(world, visit):
    matter = bring_matter(world, world.text("비 오면 방에 물이 차요"))
    clerk = visit("clerk1")
    path = f"/policy/{matter.pk}/"
    assert "1명 안내문 작성" in clerk.get(path).text
    clerk.post(f"{path}tell", {"ko": TO_KO, "en": TO_EN})
    page = clerk.get(path).text
    assert "11월 25일(수)에 보내신 문자가" in page
    # The bar leads to the words themselves: the page above them is long.
    assert f'href="{path}#po-telling"' in visit("mayor").get("/morning/").text
    assert 'id="po-telling"' in page
    assert "보내기 승인" not in page
    assert _mayor_approves(world, visit, matter).url == path
    assert f'action="{path}tell/take-back' in visit("mayor").get(path).text
    world.wait(seconds=21)
    broadcasts.broadcasts_run(now=clock.now() + dt.timedelta(seconds=30))
    assert any("정책이 되었습니다" in text for text in told_texts("01000000042"))


def _photo():
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "JPEG")
    out.seek(0)
    out.name = "valve.jpg"
    return out


def test_everybody_reads_what_is_published_in_both_languages(world, visit):
    matter = bring_matter(world, world.text("비 오면 방에 물이 차요"))
    everybody = visit()
    assert "아직 적습니다" in everybody.get("/open/stories").text
    assert everybody.get(f"/open/stories/{matter.pk}").status_code == 404
    clerk = visit("clerk1")
    clerk.post(f"/policy/{matter.pk}/photos", {"files": [_photo()], "alt_ko": "밸브",
                                              "alt_en": "A valve"})  # fmt: skip
    publish_story(world, matter.pk)
    page = everybody.get(f"/open/stories/{matter.pk}").text
    assert "역류방지밸브" in page
    assert "밸브를 달았습니다." in page
    assert "효과가 있었습니다" in page
    # Fewer than five texts could be somebody.
    assert re.search(r"<dt>발단 문자</dt>\s*<dd>\s*5건 미만\s*</dd>", page)
    english = everybody.get(f"/open/stories/{matter.pk}?lang=en").text
    # Alone on its line, a link is as large as a button.
    assert '<a class="back" href="/open/stories?lang=en">' in english
    assert "Backflow valves" in english
    assert "A valve" in english
    photo = re.search(r'src="(/open/stories/photos/\w+/view)"', page)[1]
    assert everybody.get(photo).headers["Content-Type"] == "image/jpeg"
    (story,) = everybody.get("/api/v1/open/stories").json()["items"]
    assert story["title"] == {"ko": "역류방지밸브", "en": "Backflow valves"}
    assert story["effect"]["high"] < 1
    assert story["texts"] is None
    clerk.post(f"/policy/{matter.pk}/publish", {})
    assert everybody.get(photo).status_code == 404
    assert everybody.get("/api/v1/open/stories").json() == {"items": []}


def _key(page):
    return re.search(r'name="key" value="([^"]+)"', page)[1]


def test_a_vote_by_page(world, visit):
    matter = bring_matter(world, steps=1)
    publish_story(world, matter.pk)
    api.opinions_switch(**act(world), number=matter.pk, on=True)
    path = f"/open/stories/{matter.pk}/voice"
    client = visit()
    page = client.get(path).text

    def post_form(**form):
        return client.post(path, {"key": _key(page), **form})

    refused = post_form(phone="02-000-0000", stance="support", words="좋아요")
    assert refused.status_code == 422
    assert "휴대전화 번호가 아닙니다" in refused.text
    assert "좋아요" in refused.text
    assert client.post(path, {"key": "x", "phone": "010-0000-0042"}).status_code == 403
    code_page = post_form(phone="010-0000-0042", stance="support", words="좋아요").text
    token = re.search(r'name="token" value="(\w+)"', code_page)[1]
    code = re.search(r"\d{6}", told_texts("01000000042")[-1])[0]
    assert "인증번호가 다르거나" in post_form(token=token, code="1").text
    assert "의견을 받았습니다" in post_form(token=token, code=code).text
    assert Voice.objects.get().words == "좋아요"
