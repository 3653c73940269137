"""The writing box: saved under a version, both texts shown to the second writer."""

import pytest

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def case(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    return code


def write(client, code, body, version=0, do="save", *, headers=None, **more):
    words = {"body": body, "base_version": version, "kind": "answer", "do": do} | more
    return client.post(f"/cases/{code}/write", words, headers=headers or {})


def test_words_are_saved_by_a_script_and_by_hand(visit, world, case):
    client = visit("roads.officer")
    saved = write(client, case, "오늘", headers=JSON).json()
    assert saved == {"version": 1, "saved": "14:32"}
    assert write(client, case, "오늘 메웠습니다.", 1).status_code == 302
    assert world.case(case).draft.body == "오늘 메웠습니다."


def test_the_second_writer_sees_both_texts_and_loses_nothing(visit, world, case):
    write(visit("roads.officer"), case, "첫 사람의 글")
    second = visit("roads.officer2")
    conflict = write(second, case, "둘째 사람의 글", headers=JSON)
    assert (conflict.status_code, conflict.json()["version"]) == (409, 1)
    shown = write(second, case, "둘째 사람의 글")
    page = shown.content.decode()
    assert shown.status_code == 409
    assert "첫 사람의 글" in page
    assert "둘째 사람의 글" in page
    assert world.case(case).draft.body == "첫 사람의 글"
    write(second, case, "첫 사람의 글, 둘째 사람의 글", 1)
    assert world.case(case).draft.body == "첫 사람의 글, 둘째 사람의 글"


def test_submitting_saves_the_words_and_opens_the_next_case(visit, world, case):
    other = world.text("가로등이 꺼졌어요", "01000000043")
    world.assign(other)
    answer = write(visit("roads.officer"), case, "오늘 메웠습니다.", do="submit")
    assert answer.url == f"/cases/{other}/?view=todo"
    assert world.case(case).row.state == "awaiting_confirmation"


def test_an_empty_answer_is_refused_and_kept_as_it_was(visit, world, case):
    client = visit("roads.officer")
    answer = write(client, case, "  ", do="submit")
    assert answer.url == f"/cases/{case}/?view=todo#draft"
    assert "빠진 항목이 있습니다" in client.get(answer.url).content.decode()
    assert world.case(case).row.state == "drafted"


def test_an_interim_answer_needs_its_day(visit, world, case):
    client = visit("roads.officer")
    write(client, case, "살펴보고 있습니다.", do="submit", kind="interim")
    assert world.case(case).row.state == "drafted"
    write(client, case, "살펴보고 있습니다.", 1, "submit", kind="interim", next_due="2026-12-02")
    draft = world.case(case).draft
    assert (draft.kind, draft.next_due_at.isoformat()) == ("interim", "2026-12-02T09:00:00+00:00")


def test_declining_needs_reason_and_remedy(visit, world, case):
    client = visit("roads.head")
    write(client, case, "할 수 없습니다.", do="submit", kind="decline")
    assert world.case(case).row.state == "drafted"
    why = {"reason": "사유지", "remedy": "땅 주인에게"}
    write(client, case, "할 수 없습니다.", 1, "submit", kind="decline", **why)
    assert world.case(case).row.state == "awaiting_confirmation"


def test_a_question_goes_out_at_once_and_is_no_draft(visit, world, case):
    client = visit("roads.officer")
    assert write(client, case, "어디", headers=JSON, kind="question").json() == {"version": None}
    assert world.case(case).draft is None
    write(client, case, "어느 쪽 입구인가요?", do="ask", kind="question")
    assert world.case(case).row.state == "awaiting_resident"
    assert world.case(case).thread[-1].body == "어느 쪽 입구인가요?"


def test_words_for_a_case_that_moved_on_are_refused_not_lost(visit, world, case):
    world.draft(case)
    world.submit(case)
    world.confirm(case)
    answer = write(visit("roads.officer"), case, "늦은 글", 1, headers=JSON)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/wrong-state")


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"kind": "song"}, 422), ({"body": "x" * 5001}, 422), ({"body": "a\x00b"}, 400)],
)
def test_what_cannot_be_sent_is_refused_in_plain_words(visit, world, case, wrong, status):
    words = {"body": "글", "base_version": 0, "kind": "answer", "do": "save"} | wrong
    answer = visit("roads.officer").post(f"/cases/{case}/write", words)
    assert answer.status_code == status
    assert world.case(case).draft is None


@pytest.mark.parametrize(
    "body", ["오늘 메웠습니다.", "가" * 46, "가" * 1001, "hello [x]", "가😀나"]
)
def test_the_counter_starts_from_the_servers_measure(visit, world, case, body):
    from townline.platform.conversations.api import measure

    write(visit("roads.officer"), case, body)
    page = visit("roads.officer").get(f"/cases/{case}/").content.decode()
    assert f"<span data-bytes>{measure(body).bytes_cp949}</span>" in page
    assert f"<span data-segments>{measure(body).segments}</span>" in page
