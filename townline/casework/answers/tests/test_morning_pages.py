"""The mayor's morning: exactly the words shown, one answer a screen, twenty seconds to undo."""

import datetime as dt
import re

import pytest

from townline.platform.departments import api as departments

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(world):
    first = world.awaiting()
    second = world.text("가로등이 꺼졌어요", "01000000043")
    world.assign(second)
    world.draft(second, "내일 고칩니다. - 한들구 도로과")
    world.wait(minutes=1)
    world.submit(second)
    return first, second


def confirm(client, world, code, hash_=None, seen=None):
    draft = world.case(code).draft
    words = {"hash": hash_ or draft.hash, "seen": seen or draft.version}
    return client.post(f"/morning/{code}/confirm", words)


def test_the_morning_counts_and_leads_to_the_nearest_promise(visit, two):
    page = visit("mayor").get("/morning/").content.decode()
    assert "승인 대기 중인 답변 2건" in page
    assert f'href="/morning/{two[0]}/">차례로 검토' in page


def test_nothing_waiting_shows_how_yesterday_went(visit, world):
    assert "승인 대기 중인 답변이 없습니다" in visit("mayor").get("/morning/").content.decode()


def test_confirming_opens_the_next_and_keeps_the_undo_in_sight(visit, world, two):
    client = visit("mayor")
    answer = confirm(client, world, two[0])
    assert answer.url == f"/morning/{two[1]}/"
    page = client.get(answer.url).content.decode()
    assert f'action="/morning/{two[0]}/undo"' in page
    client.post(f"/morning/{two[0]}/undo")
    assert world.case(two[0]).row.state == "awaiting_confirmation"
    world.wait(minutes=5)
    assert [job.text_id for job in world.claim() if "메웠" in job.content] == []


def test_after_the_hold_it_is_too_late_to_take_back(visit, world, two):
    client = visit("mayor")
    confirm(client, world, two[0])
    world.wait(seconds=21)
    world.send()
    late = client.post(f"/morning/{two[0]}/undo")
    assert late.status_code == 409
    assert world.case(two[0]).row.state == "answered"


def test_changed_words_are_shown_and_asked_again(visit, world, two):
    client = visit("mayor")
    seen = world.case(two[0]).draft
    world.draft(two[0], "오늘 저녁에 메웠습니다. - 한들구 도로과")
    world.submit(two[0])
    answer = confirm(client, world, two[0], seen.hash, seen.version)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert [words.strip() for words in re.findall("<ins>(.*?)</ins>", page)] == ["저녁에"]
    assert world.case(two[0]).row.state == "awaiting_confirmation"


def test_a_newer_text_of_the_resident_asks_again(visit, world, two):
    seen = world.case(two[0]).draft
    world.text("지금 또 파였어요")
    answer = confirm(visit("mayor"), world, two[0], seen.hash, seen.version)
    assert answer.status_code == 409
    assert "지금 또 파였어요" in answer.content.decode()


def test_sending_back_needs_words_and_opens_the_next(visit, world, two):
    client = visit("mayor")
    assert client.post(f"/morning/{two[0]}/send-back", {"reason": ""}).status_code == 422
    answer = client.post(f"/morning/{two[0]}/send-back", {"reason": "날짜를 적어 주세요"})
    assert answer.url == f"/morning/{two[1]}/"
    page = visit("roads.officer").get(f"/cases/{two[0]}/").content.decode()
    assert "날짜를 적어 주세요" in page


def test_an_edit_is_looked_at_once_more(visit, world, two):
    client = visit("mayor")
    version = world.case(two[0]).draft.version
    words = {"body": "제가 고쳐 씁니다.", "base_version": version}
    assert client.post(f"/morning/{two[0]}/edit", words).url == f"/morning/{two[0]}/"
    detail = world.case(two[0])
    assert (detail.draft.body, detail.row.state) == ("제가 고쳐 씁니다.", "awaiting_confirmation")
    stale = client.post(f"/morning/{two[0]}/edit", words | {"body": "또"})
    assert stale.status_code == 409


def test_a_deputy_confirms_only_while_it_is_theirs_and_it_shows(visit, world, two):
    client = visit("deputy")
    assert "승인·발송" not in client.get(f"/morning/{two[0]}/").content.decode()
    assert confirm(client, world, two[0]).status_code == 403
    start = world.now.astimezone(dt.timezone(dt.timedelta(hours=9)))
    words = {
        "deputy": "deputy",
        "starts_at": start.strftime("%Y-%m-%dT%H:%M"),
        "ends_at": (start + dt.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
    }
    assert visit("mayor").post("/settings/delegation/", words).status_code == 302
    world.wait(minutes=1)
    assert confirm(visit("deputy"), world, two[0]).status_code == 302
    assert "대리 승인" in visit("clerk1").get(f"/cases/{two[0]}/").content.decode()


@pytest.mark.parametrize(
    "wrong", [{"ends_at": "2020-01-01T09:00"}, {"ends_at": "soon"}, {"deputy": "x"}]
)
def test_a_wrong_delegation_keeps_the_answers_and_says_what_to_do(visit, wrong):
    words = {"deputy": "deputy", "starts_at": "2026-11-25T14:00", "ends_at": "2026-11-26T14:00"}
    answer = visit("mayor").post("/settings/delegation/", words | wrong)
    assert answer.status_code == 422
    assert 'value="2026-11-25T14:00"' in answer.content.decode()
    assert departments.delegations() == []


def test_only_the_mayor_gives(visit):
    words = {"deputy": "deputy", "starts_at": "2026-11-25T14:00", "ends_at": "2026-11-26T14:00"}
    assert visit("admin").post("/settings/delegation/", words).status_code == 403
    assert departments.delegations() == []


CUT = "파인 곳을 메웠습니다. 주변에 금이 간 곳은"
ASKS = "문장 중간에서 끝난 것으로 보입니다"


def test_words_that_stop_within_a_sentence_are_asked_about_once(visit, world):
    code = world.text("도로에 구멍이 났어요")
    world.assign(code)
    officer, mayor = visit("roads.officer"), visit("mayor")
    writing = {"body": CUT, "kind": "answer", "do": "submit"}
    response = officer.post(f"/cases/{code}/write", writing | {"base_version": 0})
    assert world.case(code).row.state == "drafted"
    page = officer.get(response.url.removesuffix("#draft")).content.decode()
    (ended,) = re.findall(r'name="ended" value="(\d+)"', page)
    assert ASKS in page
    officer.post(f"/cases/{code}/write", writing | {"base_version": ended, "ended": ended})
    assert world.case(code).row.state == "awaiting_confirmation"

    answer = confirm(mayor, world, code)
    page = answer.content.decode()
    assert (answer.status_code, ASKS in page) == (409, True)
    assert world.case(code).row.state == "awaiting_confirmation"
    (ended,) = set(re.findall(r'name="ended" value="([^"]+)"', page))
    words = {"hash": ended, "ended": ended}
    assert mayor.post(f"/morning/{code}/confirm", words).status_code == 302
    assert world.case(code).row.state == "confirmed"
