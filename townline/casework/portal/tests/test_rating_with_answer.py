"""Where the district wishes, the answer itself asks for a rating, and no second text goes."""

import datetime as dt

import pytest

from townline.casework.cases.api import InvalidInput
from townline.casework.cases.rules import CaseState
from townline.casework.portal import api
from townline.casework.portal.models import FollowUp, Rating
from townline.platform.conversations.api import measure
from townline.platform.core.tests.deciding import decide

pytestmark = pytest.mark.django_db
ASKS = "이 답변은 어떠셨나요? 1(아쉬움)부터 5(좋음)까지 숫자 하나로 답해 주세요."


@pytest.fixture
def riding(world, monkeypatch):
    decide(monkeypatch, rating={"with_answer": True}, without=("check_in",))
    return world


def answer_case(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(minutes=1)
    world.send()
    return code


def sent_bodies(world, code):
    return [t.body for t in world.case(code).thread if t.direction == "out"]


def days_later(world):
    world.now = dt.datetime(2026, 11, 30, 0, 0, tzinfo=dt.UTC)
    api.follow_ups_run(now=world.now)


def test_the_mayor_confirms_the_question_and_nothing_else_goes_out(riding):
    code = riding.awaiting()
    assert riding.case(code).draft.body.endswith(f"\n\n{ASKS}")
    riding.confirm(code)
    riding.wait(minutes=1)
    riding.send()
    texts = sent_bodies(riding, code)
    assert texts[-1].endswith(ASKS)
    row = FollowUp.objects.get()
    assert (row.state, row.asked_at) == ("asked", row.answered_at)
    days_later(riding)
    assert sent_bodies(riding, code) == texts


def test_a_digit_counts_and_few_stars_are_asked_why(riding):
    code = answer_case(riding)
    riding.wait(hours=1)
    assert riding.text("2") == code
    assert "무엇이 더 나았으면" in sent_bodies(riding, code)[-1]
    riding.text("5")
    assert [each.stars for each in Rating.objects.all()] == [5]
    assert "고맙습니다" in sent_bodies(riding, code)[-1]
    assert riding.case(code).row.state is CaseState.ANSWERED


def test_not_fixed_opens_it_again_all_the_same(riding):
    code = answer_case(riding)
    riding.text("그대로예요")
    assert riding.case(code).row.state is CaseState.REOPENED


def test_written_anew_it_is_asked_once(riding):
    code = riding.awaiting()
    riding.draft(code, f"고쳐 썼습니다.\n\n{ASKS}")
    riding.submit(code)
    assert riding.case(code).draft.body.count(ASKS) == 1


def test_where_one_text_does_not_hold_both_it_is_asked_later(riding):
    code = riding.text("도로에 구멍이 났어요")
    riding.assign(code)
    riding.draft(code, "가" * 990)
    riding.submit(code)
    assert ASKS not in riding.case(code).draft.body
    riding.confirm(code)
    riding.wait(minutes=1)
    riding.send()
    assert FollowUp.objects.get().state == "planned"
    days_later(riding)
    assert "드린 답은 어떠셨나요" in sent_bodies(riding, code)[-1]


def test_an_interim_answer_and_a_district_that_did_not_say_so_ask_nothing(world, monkeypatch):
    code = world.awaiting()
    assert ASKS not in world.case(code).draft.body
    decide(monkeypatch, rating={"with_answer": True, "enabled": False})
    world.draft(code, "다시 썼습니다.")
    world.submit(code)
    assert world.case(code).draft.body == "다시 썼습니다."


def test_an_answer_of_nothing_but_the_question_is_refused(riding):
    code = riding.text("도로에 구멍이 났어요")
    riding.assign(code)
    riding.draft(code, "  ")
    with pytest.raises(InvalidInput):
        riding.submit(code)


@pytest.fixture
def pane(riding, visit):
    """Show the writing box of a case with an answer saved."""

    def show(body, language="ko", **more):
        code = riding.text("도로에 구멍이 났어요")
        riding.assign(code)
        riding.draft(code, body, **more)
        return visit("roads.officer", language).get(f"/cases/{code}/").content.decode()

    return show


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("ko", "승인을 요청하면 답변 끝에 붙는 문장입니다"), ("en", "When you submit, this is added")],
)
def test_the_composer_shows_the_question_and_counts_it(pane, language, sentence):
    page = pane("오늘 메웠습니다.", language)
    goes = measure(f"오늘 메웠습니다.\n\n{ASKS}").bytes_cp949
    assert sentence in page
    assert f'<q lang="ko">{ASKS}</q>' in page
    assert f"<span data-bytes>{goes}</span>" in page


def test_the_composer_says_nothing_where_nothing_is_added(world, pane, monkeypatch):
    decide(monkeypatch, rating={"with_answer": False})
    page = pane("오늘 메웠습니다.")
    assert 'id="tail"' not in page
    assert f"<span data-bytes>{measure('오늘 메웠습니다.').bytes_cp949}</span>" in page
