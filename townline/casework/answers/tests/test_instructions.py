"""The mayor passes a text on with words: the head hears, the case shows it, nothing is sent."""

import pytest

from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.casework.cases.models import Notice
from townline.casework.cases.rules import CaseState
from townline.platform.departments import api as departments

pytestmark = pytest.mark.django_db
WORDS = "오늘 안에 나가 보고 사진을 올려 주세요"


def instruct(world, code, department="roads", username="mayor", body=WORDS):
    return api.case_instruct(world.by(username), code=code, department=department, body=body)


def test_a_new_text_goes_to_the_department_and_its_head_hears(world):
    code = world.text("길이 파였어요")
    instruct(world, code)
    case = world.case(code)
    assert (case.row.state, case.row.department) == (CaseState.WITH_DEPARTMENT, "roads")
    assert [(n.body, n.instruction) for n in case.notes] == [(WORDS, True)]
    assert [line.event for line in case.history][-2:] == [
        "case:department:assign",
        "case:instruction:give",
    ]
    head = departments.staff_by_username("roads.head").id
    notices = Notice.objects.filter(case_id=case.row.id, kind="instruction")
    assert [notice.staff_id for notice in notices] == [head]
    assert [t for t in case.thread if t.direction == "out" and t.kind != "automatic"] == []


def test_where_it_is_there_already_only_the_words_are_added(world):
    code = world.awaiting()
    instruct(world, code)
    case = world.case(code)
    assert case.row.state is CaseState.AWAITING_CONFIRMATION
    assert case.draft.body.startswith("오늘 메웠습니다")
    assert case.history[-1].event == "case:instruction:give"


def test_what_waits_for_confirmation_does_not_change_hands(world):
    code = world.awaiting()
    with pytest.raises(cases.WrongState):
        instruct(world, code, department="parks")
    assert world.case(code).notes == []


@pytest.mark.parametrize(
    ("department", "body"),
    [("nowhere", WORDS), ("", WORDS), ("roads", " "), ("roads", "가" * 2001)],
)
def test_an_unknown_department_or_no_words_change_nothing(world, department, body):
    code = world.text("길이 파였어요")
    with pytest.raises(cases.InvalidInput):
        instruct(world, code, department=department, body=body)
    case = world.case(code)
    assert (case.row.state, case.notes) == (CaseState.RECEIVED, [])


@pytest.mark.parametrize("username", ["clerk1", "roads.head", "deputy", "auditor"])
def test_nobody_else_has_the_mayors_voice(world, username):
    code = world.text("길이 파였어요")
    world.assign(code)
    with pytest.raises(cases.NotAllowed):
        instruct(world, code, username=username)


def test_the_page_passes_on_without_a_script_and_the_office_sees_whose_words_they_are(visit, world):
    code = world.text("길이 파였어요")
    mayor = visit("mayor")
    assert "지시하고 배정" in mayor.get(f"/morning/text/{code}/").content.decode()
    words = {"department": "roads", "body": WORDS}
    answer = mayor.post(f"/morning/text/{code}/pass-on", words)
    assert answer.url == f"/morning/text/{code}/"
    assert "지시와 함께 배정하고 부서장에게 통보했습니다" in mayor.get(answer.url).content.decode()
    page = visit("roads.head").get(f"/cases/{code}/").content.decode()
    assert "구청장 지시" in page
    assert WORDS in page
    page = visit("roads.head").get("/inbox/").content.decode()
    # The number in the bar is not of what the page lists, and says so.
    assert (
        '<b data-count="mine" title="읽지 않은 알림"><span class="sr-only">읽지 않은 알림 </span>'
        in page
    )
    mine = visit("roads.head").get("/mine/").content.decode()
    assert "지시를 받았습니다" in mine
    # It stands with the case: the list below must not say that there is none.
    assert "새 알림이 없습니다" not in mine
    assert "읽지 않은 알림은 위 업무에" in mine


def test_what_was_wrong_is_said_beside_the_form_and_the_words_are_kept(visit, world):
    code = world.text("길이 파였어요")
    words = {"department": "nowhere", "body": WORDS}
    answer = visit("mayor").post(f"/morning/text/{code}/pass-on", words)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "오류:" in page
    assert f">{WORDS}</textarea>" in page


def test_a_merged_cases_old_name_leads_to_the_one_that_went_on(visit, world):
    one, other = world.text("길이 파였어요"), world.text("가로등이 꺼졌어요", "01000000043")
    cases.case_merge(world.by("clerk1"), code=other, into=one, confirm=True)
    assert visit("mayor").get(f"/morning/text/{other}/").url == f"/morning/text/{one}/"


def test_a_text_that_does_not_exist_is_not_found(visit):
    assert visit("mayor").get("/morning/text/H6-9999/").status_code == 404
    assert visit("mayor").post("/morning/text/H6-9999/pass-on", {}).status_code == 404
    assert visit("clerk1").get("/morning/text/H6-9999/").status_code == 404


def test_a_text_on_the_mayors_page_is_refused_to_others_and_hidden_from_who_may_not_see_it(
    visit, world
):
    url = f"/morning/text/{world.text('길이 파였어요')}/"
    assert visit("mayor").get(url).status_code == 200
    assert visit("clerk1").get(url).status_code == 403
    assert visit("parks.officer").get(url).status_code == 404
