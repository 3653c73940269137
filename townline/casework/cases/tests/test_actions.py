"""Every deed of the case page is a form that works without a script."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    return code


def press(client, code, action, **words):
    return client.post(f"/cases/{code}/{action}", words)


def test_the_front_desk_sends_a_text_to_a_department(visit, world):
    code = world.text("길이 파였어요")
    answer = press(visit("clerk1"), code, "assign", service="lighting", reason="가로등 같습니다")
    # Nothing stands below it: one stays, where the press can be undone.
    assert answer.url == f"/cases/{code}/?view=todo&taken={code}"
    assert (world.case(code).row.department, world.case(code).row.service) == ("roads", "lighting")


def test_a_suggestion_is_accepted_with_one_press(visit, world):
    from townline.casework.cases.models import Case

    code = world.text("가로등이 꺼졌어요")
    Case.objects.filter(code=code).update(service="lighting")
    page = visit("clerk1").get(f"/cases/{code}/").content.decode()
    assert 'name="service" value="lighting"' in page
    assert 'data-key="accept"' in page


@pytest.mark.parametrize(
    "way",
    [
        (
            "roads.officer",
            "misroute",
            {"reason": "물 일입니다", "suggestion": "치수과"},
            "misrouted",
        ),
        ("clerk1", "dismiss", {"reason": "광고"}, "closed"),
    ],
)
def test_leaving_the_usual_way_needs_a_reason(visit, world, case, way):
    username, action, words, state = way
    client = visit(username)
    refused = press(client, case, action, reason=" ")
    assert refused.status_code == 422
    assert world.case(case).row.state == "with_department"
    press(client, case, action, **words)
    assert world.case(case).row.state == state


def test_danger_title_and_note_are_written(visit, world, case):
    client = visit("clerk1")
    press(client, case, "danger", danger="on")
    press(client, case, "title", title="도로 파임 · 느티시장 입구")
    press(client, case, "note", body="현장에 전화했습니다")
    detail = world.case(case)
    assert detail.row.danger
    assert detail.row.title == "도로 파임 · 느티시장 입구"
    assert detail.notes[0].body == "현장에 전화했습니다"
    assert f"/cases/{case}/" in client.get("/mine/").content.decode().split('id="banners"')[1]


def test_a_number_is_shown_once_and_for_a_reason(visit, world, case):
    client = visit("clerk1")
    assert "010-0000-0042" not in client.get(f"/cases/{case}/").content.decode()
    assert press(client, case, "number", reason="").status_code == 422
    shown = press(client, case, "number", reason="현장에서 만나기로 함")
    assert "010-0000-0042" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert "case:number:reveal" in {line.event for line in world.case(case).history}


def test_an_auditor_is_refused_in_plain_words(visit, world, case):
    answer = press(visit("auditor"), case, "note", body="글")
    assert answer.status_code == 403
    assert "권한이 없습니다" in answer.content.decode()


def test_a_held_text_is_settled_by_a_person(visit, world, case):
    world.draft(case)
    world.submit(case)
    world.confirm(case)
    world.wait(seconds=30)
    world.send("unknown")
    page = visit("clerk1").get(f"/cases/{case}/").content.decode()
    assert "발송 보류" in page
    text = next(t for t in world.case(case).thread if t.state == "unknown")
    client = visit("clerk1")
    words = {"text": text.id, "reason": "통신사에 물었습니다"}
    assert press(client, case, "settle", decision="perhaps", **words).status_code == 422
    press(client, case, "settle", decision="was_sent", **words)
    assert not [t for t in world.case(case).thread if t.state == "unknown" and t.id == text.id]


def test_closing_and_opening_again(visit, world, case):
    world.draft(case)
    world.submit(case)
    world.confirm(case)
    world.wait(seconds=30)
    world.send()
    client = visit("clerk1")
    press(client, case, "close")
    assert world.case(case).row.state == "closed"
    press(client, case, "reopen", reason="다시 꺼졌다고 합니다")
    assert world.case(case).row.state == "reopened"


def test_presence_is_seen_by_the_other_and_ends(visit, world, case):
    visit("roads.officer").post(f"/cases/{case}/presence", {"editing": "1"})
    clerk = visit("clerk1")
    assert "도로과 담당 1: 작성 중" in clerk.get(f"/cases/{case}/").content.decode()
    visit("roads.officer").post(f"/cases/{case}/presence", {"left": "1"})
    assert "사용 중" not in clerk.get(f"/cases/{case}/").content.decode()
