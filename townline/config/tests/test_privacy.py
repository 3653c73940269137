"""The privacy officer sees who looked at which number (masked), when and why; and what goes."""

import csv
import datetime as dt
import io
import re

import pytest
from hypothesis import given, strategies as st

from tests.traces import Number
from townline.casework.cases import api as cases
from townline.casework.data_protection import api as data_protection
from townline.casework.data_protection.records.reading import NumberAccess, bursts
from townline.casework.search import api as search
from townline.platform.core.models import Transition
from townline.platform.core.personal_data import retention
from townline.platform.departments.api import Act

HOUR = dt.timedelta(hours=1)
CANARY = Number("01000007319")


@pytest.fixture
def code(world):
    return world.text("길이 파였어요", "01000007319")


def reveal(world, code, who="clerk1", reason="현장에서 만남"):
    return data_protection.number_reveal(world.by(who), code=code, reason=reason)


def page(visit, query="", who="auditor", language="ko"):
    return visit(who, language).get(f"/privacy/{query}").content.decode()


@pytest.mark.django_db
def test_a_look_stands_there_with_who_when_why_and_which_case(world, visit, code):
    reveal(world, code)
    shown = page(visit)
    for words in (
        "민원 접수 담당자 1",
        "번호 열람",
        "010-****-7319",
        f"/cases/{code}/",
        "현장에서 만남",
    ):
        assert words in shown
    assert not CANARY.is_in(shown)
    assert "Access log" in page(visit, language="en")


@pytest.mark.django_db
def test_searches_blocks_exports_and_erasures_stand_there_too(world, visit, code):
    clerk, admin = world.person("clerk1"), world.person("admin")
    search.cases_by_number(
        Act(clerk, world.now), number="01000007319", filters=cases.CaseFilters(view="all")
    )
    world.wait(minutes=1)
    until = world.now + dt.timedelta(days=3)
    data_protection.sender_block(Act(clerk, world.now), code=code, reason="욕설", until=until)
    cases.case_dismiss(Act(clerk, world.now), code=code, reason="욕설")
    world.wait(minutes=1)
    data_protection.person_export(Act(admin, world.now), number="01000007319", reason="본인이 청함")
    world.wait(minutes=1)
    data_protection.person_erase(Act(admin, world.now), number="01000007319", reason="지워 달라 함")
    shown = page(visit)
    for words in (
        "번호로 검색",
        "번호 차단",
        "사본 제공",
        "자료 파기",
        "욕설",
        "지워 달라 함",
    ):
        assert words in shown
    assert len(re.findall(r'<tr>\s*<td class="nowrap">\s*<time', shown)) == 4  # each deed once
    assert "지워 달라 함" in page(visit, "erasure/")


@pytest.mark.django_db
def test_it_is_narrowed_by_person_case_kind_and_day(world, visit, code):
    other = world.text("가로등이 꺼졌어요", "01000000043")
    world.assign(code)
    reveal(world, code, reason="첫째")
    world.wait(days=2)
    reveal(world, other, reason="둘째")
    reveal(world, code, "roads.officer", "셋째")
    officer = world.person("roads.officer").staff_id
    for query, seen in (
        (f"?person={officer}", {"셋째"}),
        (f"?case={code}", {"첫째", "셋째"}),
        (f"?case={code.lower()}&until=2026-11-25", {"첫째"}),
        ("?since=2026-11-26", {"둘째", "셋째"}),
        ("?event=resident:number:look_up", set()),
        ("?case=H6-9999", set()),
    ):
        shown = page(visit, query)
        assert {word for word in ("첫째", "둘째", "셋째") if word in shown} == seen, query


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["?since=2026-02-31", "?since=yesterday", "?since=2026-11-26&until=2026-11-25"]
)
def test_a_day_that_is_none_is_told_at_its_field(visit, code, query):
    answer = visit("auditor").get(f"/privacy/{query}")
    assert answer.status_code == 422
    assert "2026-11-25처럼" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["?before=x", "?person=x", f"?before={9**40}", "?until=9999-12-31"]
)
def test_nonsense_in_the_address_breaks_nothing(visit, code, query):
    assert visit("auditor").get(f"/privacy/{query}").status_code in {200, 422}


@pytest.mark.django_db
def test_many_looks_in_an_hour_stand_on_top(world, visit, code):
    codes = [world.text("길", f"0100000{n:04d}") for n in range(11)]
    for each in codes[:10]:
        reveal(world, each)
    assert "번 넘게 열람한 직원" not in page(visit)
    reveal(world, codes[10])
    shown = page(visit)
    assert "한 시간에 10번 넘게 열람한 직원" in shown
    assert "11회, 번호 11개" in shown


@pytest.mark.django_db
def test_older_lines_follow_on_the_next_page_each_once(world, visit, code):
    for number in range(60):
        world.wait(minutes=1)
        reveal(world, code, reason=f"까닭{number:03d}")
    first = page(visit)
    older = first.partition('href="/privacy/?before=')[2].partition('"')[0]
    second = page(visit, f"?before={older}")
    for number in range(60):
        assert (f"까닭{number:03d}" in first) != (f"까닭{number:03d}" in second)


@pytest.mark.django_db
def test_the_file_has_the_same_lines_masked_and_is_recorded_itself(world, visit, code):
    reveal(world, code, reason="=cmd|' /c calc'!A1")
    auditor = visit("auditor")
    assert auditor.get("/privacy/access-log.csv").status_code == 405
    answer = auditor.post("/privacy/access-log.csv")
    assert not CANARY.is_in(answer.content)
    head, line = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head[:4] == ["일시", "처리자", "내용", "번호"]
    assert line[1:] == [
        "민원 접수 담당자 1",
        "번호 열람",
        "010-****-7319",
        code,
        "'=cmd|' /c calc'!A1",
    ]
    assert "CSV 내려받기" in page(visit)


@pytest.mark.django_db
def test_the_address_that_the_file_had_before_leads_to_it(visit, code):
    answer = visit("auditor").post("/privacy/looks.csv")
    assert (answer.status_code, answer["Location"]) == (308, "/privacy/access-log.csv")


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["clerk1", "roads.head", "mayor", "admin"])
def test_others_have_no_such_page(visit, who):
    client = visit(who)
    for path in ("/privacy/", "/privacy/erasure/"):
        assert client.get(path).status_code == 403
    for path in ("/privacy/access-log.csv", "/privacy/looks.csv"):
        assert client.post(path).status_code == 403
    assert Transition.objects.filter(event="export:file:download").count() == 0


@pytest.mark.django_db
def test_the_page_asks_the_database_the_same_for_any_number_of_lines(
    world, visit, code, django_assert_max_num_queries
):
    client = visit("auditor")
    client.get("/privacy/")
    for number in range(30):
        reveal(world, world.text("길", f"0100000{number:04d}"))
    with django_assert_max_num_queries(22):
        client.get("/privacy/")


@pytest.mark.django_db
def test_what_goes_next_and_what_went_is_told(world, visit, code):
    world.wait(days=100)
    shown = page(visit, "erasure/")
    assert "수신 원문" in shown
    assert re.search(r"<td>90일</td>\s*<td>\s*<b>1</b>\s*</td>", shown)
    assert "아직 실행되지 않았습니다" in shown
    retention.run(world.now)
    shown = page(visit, "erasure/")
    assert "수신 원문 1" in shown
    assert re.search(r"<td>90일</td>\s*<td>\s*0\s*</td>", shown)


_ACCESSES = st.lists(
    st.builds(
        lambda actor, minute, about: NumberAccess(
            actor, dt.datetime(2026, 11, 25, tzinfo=dt.UTC) + dt.timedelta(minutes=minute), about
        ),
        st.sampled_from(["staff:1", "staff:2"]),
        st.integers(0, 600),
        st.sampled_from("abc"),
    ),
    max_size=40,
)


@given(_ACCESSES, st.integers(1, 6))
def test_a_burst_is_told_exactly_where_an_hour_has_more_looks_than_usual(accesses, most):
    found = bursts(accesses, most=most, within=HOUR)
    for actor in ("staff:1", "staff:2"):
        mine = [look for look in accesses if look.actor == actor]
        own_bursts = [one for one in found if one.actor == actor]
        for look in mine:
            window = [other for other in mine if look.at <= other.at < look.at + HOUR]
            if len(window) > most:
                last = max(other.at for other in window)
                assert any(one.first <= look.at and last <= one.last for one in own_bursts)
        for one in own_bursts:
            within = [look for look in mine if one.first <= look.at <= one.last]
            assert one.looks >= most + 1
            assert one.looks <= len(within)
            assert one.numbers <= one.looks
