"""Each role's first page shows its own, in few statements, and nobody else's words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.busy import busy
from townline.casework.cases.models import Case
from townline.casework.today import ports
from townline.casework.today.rules import GROUND, LAYOUTS, layout_of
from townline.platform.departments.rules import Role

pytestmark = pytest.mark.django_db

MOST = 15
# Whom a page is for, and what stands first on it.
DAYS = {
    "mayor": "승인을 기다리는 답변",
    "deputy": "승인을 기다리는 답변",
    "clerk1": "분류할 문자",
    "roads.officer": "답변할 내 민원",
    "roads.head": "담당자별 진행 중",
    "housing.officer": "답변할 내 민원",
    "housing.head": "민원</h2>",
    "auditor": "어제 개인정보를 열람한 사람",
}


def test_each_role_sees_its_day_in_few_statements(visit, world):
    busy(world)
    statements = {}
    for who, heading in DAYS.items():
        client = visit(who)
        # What a process reads once in half a minute is not a page's.
        client.get("/")
        with CaptureQueriesContext(connection) as seen:
            page = client.get("/")
        assert heading in page.text, who
        statements[who] = len(seen)
    assert {who: n for who, n in statements.items() if n > MOST} == {}


def test_statements_do_not_grow_with_what_waits(visit, world):
    client = visit("clerk1")
    counted = []
    for _ in range(2):
        world.text("느티시장 앞 길이 파였어요")
        world.text("가로등이 꺼졌어요", sender="01000007124")
        client.get("/")
        with CaptureQueriesContext(connection) as seen:
            assert "가로등이 꺼졌어요" in client.get("/").text
        counted.append(len(seen))
    assert counted[0] == counted[1]


def test_the_next_text_and_the_first_answer_are_one_press_away(visit, world):
    code = world.text("느티시장 앞 길이 파였어요")
    page = visit("clerk1").get("/").text
    assert f'<a class="ui-btn primary" href="/cases/{code}/">다음 문자 열기</a>' in page
    assert page.count("느티시장 앞 길이 파였어요") == 1
    waiting = world.awaiting()
    page = visit("mayor").get("/").text
    assert f'<a class="ui-btn primary" href="/morning/{waiting}/">차례로 검토</a>' in page


def test_an_empty_day_says_what_to_do(visit, world):
    page = visit("clerk1").get("/").text
    assert "새 문자를 모두 분류했습니다." in page
    assert 'href="/inbox/">받은 문자 보기</a>' in page


def test_others_words_stay_with_who_may_read_them(visit, world):
    code = world.text("느티시장 앞 길이 파였어요")
    assert code not in visit("housing.officer").get("/").text
    assert code not in visit("housing.head").get("/").text
    Case.objects.filter(code=code).update(private=True, title="느티시장 앞 길")
    for who in ("mayor", "deputy", "clerk1", "auditor", "roads.officer"):
        page = visit(who).get("/").text
        assert "느티시장" not in page, who


def test_everything_laid_out_is_given_and_everything_given_is_laid_out():
    layouts = [*LAYOUTS.values(), *GROUND.values()]
    assert {name for one in layouts for name in one.names} == set(ports.SOURCES.value)


def test_roles_without_a_day_begin_elsewhere(visit):
    assert visit("admin").get("/").url == "/settings/"
    assert layout_of(Role.HELPER, ground=False) is None


def test_a_commitment_is_named_by_its_day_whatever_its_answer_calls_it(visit, world):
    code = world.text("느티시장 앞 길이 파였어요")
    world.assign(code)
    world.draft(code, "내일까지 메우겠습니다. - 한들구 도로과")
    world.submit(code)
    world.confirm(code)
    world.wait(minutes=1)
    world.send()
    page = visit("mayor").get("/").text
    assert f"도로과 · 11. 26.(목) · {code}" in page
