"""The mayor answers a text in person, or says that they come: their own words are confirmed too."""

import pytest

from townline.casework.cases.rules import CaseState

pytestmark = pytest.mark.django_db
OWN = "제가 들러 보았습니다. 곧바로 고치게 했습니다. - 한들구청장"


def answer(client, code, body=OWN, version=0):
    return client.post(f"/morning/text/{code}/answer", {"body": body, "base_version": str(version)})


def test_own_words_are_shown_as_they_will_be_sent_and_leave_only_by_the_hash(visit, world):
    code = world.text("길이 파였어요")
    client = visit("mayor")
    assert answer(client, code).url == f"/morning/{code}/"
    case = world.case(code)
    assert (case.row.state, case.row.department) == (
        CaseState.AWAITING_CONFIRMATION,
        "mayors-office",
    )
    assert case.hold is None
    assert OWN in client.get(f"/morning/{code}/").content.decode()
    assert client.post(f"/morning/{code}/confirm", {"hash": case.draft.hash}).status_code == 302
    world.wait(seconds=21)
    assert OWN in [job.content for job in world.send()]


def test_the_dates_in_own_words_are_asked_about_before_they_are_confirmed(visit, world):
    code = world.text("길이 파였어요")
    answered = answer(visit("mayor"), code, body="12월 2일까지 고치겠습니다. - 한들구청장")
    assert answered.url.startswith(f"/cases/{code}/promised?")
    assert world.case(code).row.state is CaseState.DRAFTED


def test_a_department_keeps_the_case_that_it_has(visit, world):
    code = world.text("길이 파였어요")
    world.assign(code)
    answer(visit("mayor"), code)
    assert world.case(code).row.department == "roads"


def test_the_officers_words_are_not_written_over_unseen(visit, world):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code)
    late = answer(visit("mayor"), code, version=0)
    assert late.status_code == 409
    assert OWN in late.content.decode()
    assert world.case(code).draft.body == "오늘 메웠습니다. - 한들구 도로과"


def test_nothing_written_is_refused_and_the_case_stays_where_it_was(visit, world):
    code = world.text("길이 파였어요")
    assert answer(visit("mayor"), code, body=" ").status_code == 422
    case = world.case(code)
    assert (case.row.state, case.row.department) == (CaseState.RECEIVED, None)


def test_a_deputy_answers_only_while_confirming_is_theirs(visit, world):
    code = world.text("길이 파였어요")
    assert answer(visit("deputy"), code).status_code == 403
    assert "직접 답변" not in visit("deputy").get(f"/morning/text/{code}/").content.decode()


def test_coming_to_see_plans_a_visit_and_tells_the_resident(visit, world):
    code = world.text("길이 파였어요")
    client = visit("mayor")
    done = client.post(
        f"/morning/text/{code}/visit", {"at": "2026-11-26T10:00", "note": "도로과장과"}
    )
    assert done.url == f"/morning/text/{code}/"
    case = world.case(code)
    assert "26일" in [t.body for t in case.thread if t.direction == "out"][-1]


@pytest.mark.parametrize("at", ["2026-11-24T10:00", "soon", ""])
def test_a_visit_in_the_past_or_at_no_time_is_refused_in_words(visit, world, at):
    code = world.text("길이 파였어요")
    answer = visit("mayor").post(f"/morning/text/{code}/visit", {"at": at, "note": "함께"})
    assert answer.status_code == 422
    assert 'value="함께"' in answer.content.decode()


def call(client, code, **fields):
    words = {
        "starts_at": "2026-11-26T10:00",
        "place": "3층 작은 회의실",
        "agenda": "누가 먼저 나갈지 정합니다",
        "departments": ["roads", "parks"],
    }
    return client.post(f"/morning/text/{code}/meet", words | fields)


def test_a_meeting_about_a_text_that_nobody_has_gives_it_to_the_first_department(visit, world):
    code = world.text("길이 파였어요")
    assert call(visit("mayor"), code).url == f"/morning/text/{code}/"
    case = world.case(code)
    assert (case.row.state, case.row.department) == (CaseState.WITH_DEPARTMENT, "roads")
    assert "3층 작은 회의실" in visit("roads.head").get("/meetings/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_at": "2026-11-24T10:00"},
        {"starts_at": "soon"},
        {"departments": ["nowhere"]},
        {"departments": []},
        {"place": ""},
        {"starts_at": "2026-12-24T10:00"},
    ],
)
def test_a_meeting_in_the_past_or_of_nobody_is_refused_and_nothing_is_lost(visit, world, wrong):
    code = world.text("길이 파였어요")
    answer = call(visit("mayor"), code, **wrong)
    assert answer.status_code == 422
    assert "누가 먼저 나갈지 정합니다" in answer.content.decode()
    assert world.case(code).row.state is CaseState.RECEIVED
