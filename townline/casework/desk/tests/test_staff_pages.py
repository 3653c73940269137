"""One's work, the calendar of leave and the team, as people see them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.rota import Absence, DutyShift, Staff
from townline.casework.answers import api as answers
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case, Notice
from townline.casework.desk import api
from townline.casework.visits import api as visits
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db


def person(username):
    return Staff.objects.get(username=username).id


def assign_cases(world, number=1, username="roads.officer"):
    codes = [world.text("길이 파였어요", f"010000001{n:02d}") for n in range(number)]
    for code in codes:
        cases.case_assign(
            world.by("clerk1"), code=code, department="roads", assignee=person(username)
        )
    return codes


def form(**more):
    values = {"staff": person("roads.officer"), "cover": person("roads.officer2"),
              "first": "2026-11-25", "last": "2026-11-27"}  # fmt: skip
    return values | more


def text(answer):
    return answer.content.decode()


def queries(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_leave_is_entered_shown_handed_over_and_ended(world, visit):
    [code] = assign_cases(world)
    officer, cover = visit("roads.officer"), visit("roads.officer2")
    answer = officer.post("/duty/absences", form(note="박 주무관에게 물어보세요"))
    assert answer["Location"] == "/duty/?month=2026-11"
    leave = Absence.objects.get()
    month = text(cover.get("/duty/?month=2026-11"))
    assert month.count('class="away"') == 3
    where = f"/duty/absences/{leave.id}/"
    assert where in month
    mine = text(cover.get("/mine/"))
    assert f'href="/cases/{code}/"' in mine
    assert where in mine
    assert "대행" in mine
    handed = text(cover.get(where))
    assert "박 주무관에게 물어보세요" in handed
    assert "복귀 처리" not in handed
    assert cover.post(f"{where}back").status_code == 422
    changed = officer.post(f"{where}change", form(last="2026-11-26"))
    assert changed.status_code == 302
    officer.post(f"{where}back")
    leave.refresh_from_db()
    assert (leave.state, leave.ends_at) == ("over", world.now)
    assert visit("parks.officer").get(where).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"last": "2026-11-20"}, "종료일이 시작일보다 앞섭니다"),
        ({"first": "어제"}, "‘시작일’ 칸에 날짜를 적어 주세요"),
        ({"first": "9999-12-31", "last": "9999-12-31"}, "2000년부터 2200년 사이"),
        ({"cover": ""}, "‘업무대행자’ 칸이 비어 있습니다"),
        ({"staff": "9" * 40}, "이하의 수를 적어 주세요"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(world, visit, wrong, words):
    answer = visit("roads.officer").post("/duty/absences", form(note="그대로", **wrong))
    assert answer.status_code == 422
    assert words in text(answer)
    assert ">그대로</textarea>" in text(answer)


def test_overlap_and_a_cover_who_is_away_name_who_and_when(world, visit):
    head = visit("roads.head")
    head.post("/duty/absences", form())
    answer = text(head.post("/duty/absences", form(first="2026-11-27")))
    assert "님의 부재가 이미 있습니다(11. 25.(수) ~ 11. 27.(금))" in answer
    other = form(staff=person("roads.officer2"), cover=person("roads.officer"))
    assert "에 이 직원이 대행하고 있습니다" in text(head.post("/duty/absences", other))
    english = visit("roads.head", "en").post("/duty/absences", form())
    assert "Wed 25 Nov ~ Fri 27 Nov" in text(english)


def test_the_rota(world, visit):
    clerk = visit("clerk1")
    night = {"staff": person("clerk1"), "day": "2026-11-25", "kind": "night"}
    assert clerk.post("/duty/shifts", night).status_code == 302
    assert clerk.post("/duty/shifts", night).status_code == 422
    page = text(clerk.get("/duty/"))
    assert 'class="shift"' in page
    assert f"/duty/shifts/{DutyShift.objects.get().id}/remove" in page
    assert visit("clerk2").post(f"/duty/shifts/{DutyShift.objects.get().id}/remove").status_code
    assert DutyShift.objects.count() == 1
    clerk.post(f"/duty/shifts/{DutyShift.objects.get().id}/remove")
    assert not DutyShift.objects.exists()


@pytest.mark.parametrize("month", ["2026-13", "x", "0001-01", "9999-12", "2026-1", ""])
def test_any_month_may_be_asked_for(visit, month):
    assert visit("clerk1").get(f"/duty/?month={month}").status_code == 200


def test_ones_work_by_kind_and_on_paper(world, visit):
    first, second = assign_cases(world, 2)
    soon, late = world.now + dt.timedelta(hours=3), world.now - dt.timedelta(hours=3)
    Case.objects.filter(code=first).update(answer_due_at=soon)
    visits.visit_plan(
        world.by("roads.officer"),
        code=second,
        visitor=person("roads.officer"),
        planned_at=world.now + dt.timedelta(days=1),
    )
    client = visit("roads.officer")
    page = text(client.get("/mine/"))
    assert page.index('class="part">오늘') < page.index('class="part">내일')
    # The visit is due first, and stands in one row with its case.
    assert page.count('class="owed"') == 2
    assert page.count(">민원</a> ·") == 1
    assert text(client.get("/mine/?kind=visit")).count('class="owed"') == 1
    assert text(client.get("/mine/?kind=king")).count('class="owed"') == 2
    assert text(client.get("/mine/?print=1")).count('class="owed"') == 1
    Case.objects.filter(code=second).update(answer_due_at=late)
    assert "기한 경과" in text(client.get("/mine/?print=1"))


def test_each_case_stands_once_whatever_is_owed_about_it(world, visit):
    [code] = assign_cases(world)
    officer = world.person("roads.officer")
    visits.visit_plan(
        Act(officer, world.now),
        code=code,
        visitor=officer.staff_id,
        planned_at=world.now + dt.timedelta(days=1),
    )
    row = Case.objects.get(code=code)
    for _ in range(2):
        Notice.objects.create(case=row, staff_id=officer.staff_id, kind="mention", at=world.now)
    client = visit("roads.officer")
    page = text(client.get("/mine/")).split("<main")[1]
    assert page.count(f'href="/cases/{code}/"') == 2  # the row, and the visit within it
    assert page.count('class="owed"') == 1
    assert "모두 <b>1</b>" in page
    assert "방문 <b>1</b>" in page
    assert page.count("나를 언급했습니다") == 1
    Notice.objects.update(read_at=world.now)
    assert "나를 언급했습니다" not in text(client.get("/mine/"))


def test_a_head_sees_who_has_how_much_and_gives_it_to_another(world, visit):
    codes = assign_cases(world, 2)
    Case.objects.filter(code=codes[0]).update(answer_due_at=world.now - dt.timedelta(hours=1))
    client, officer = visit("roads.head"), person("roads.officer")
    page = text(client.get(f"/team/?person={officer}"))
    assert page.count('name="code"') == 2
    load = api.team_load(
        world.by("roads.head"), department="roads", day_end=world.now + dt.timedelta(hours=9)
    )
    [row] = [one for one in load if one.staff == officer]
    assert (row.open, row.late, row.due_today) == (2, 1, 0)
    other = person("roads.officer2")
    sent = {"deed": "assign", "department": "roads", "assignee": other, "code": codes}
    client.post("/batches/", sent | {"next": "/team/"})
    assert {world.case(code).row.assignee_id for code in codes} == {other}
    assert text(client.get(f"/team/?person={officer}")).count('name="code"') == 0


def test_answers_and_late_ones_by_week(world):
    code = world.awaiting()
    world.wait(hours=60)
    answers.case_confirm(world.by("mayor"), code=code, hash_=world.case(code).draft.hash)
    world.wait(seconds=21)
    world.send()
    world.wait(seconds=1)
    [row] = api.team_load(world.by("mayor"), department="roads", day_end=world.now)
    assert len(row.weeks) == 8
    assert [(week.answered, week.late) for week in row.weeks[-1:]] == [(1, 1)]
    assert row.weeks[-1].starts_on == dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("username", "status"),
    [("roads.officer", 403), ("admin", 403), ("clerk1", 200), ("auditor", 200), ("mayor", 200)],
)
def test_who_looks_at_the_work_of_others(visit, username, status):
    assert visit(username).get("/team/").status_code == status


def test_a_head_sees_no_other_department(world, visit):
    page = text(visit("roads.head").get("/team/?department=parks"))
    assert "도로과" in page
    assert "공원녹지과" not in page.split("<main")[1]


@pytest.mark.parametrize("url", ["/mine/", "/team/", "/duty/", "/inbox/?pick=1"])
def test_lists_cost_the_same_for_one_and_for_many(world, visit, url):
    def leave(staff, cover, first):
        day = dt.datetime(2026, 11, first, tzinfo=dt.UTC)
        departments.absence_add(
            staff_id=person(staff),
            cover_id=person(cover),
            starts_at=day,
            ends_at=day + dt.timedelta(days=1, hours=12),
            by=person(staff),
            actor=world.person(staff).actor,
            now=world.now,
        )

    client = visit("roads.head")
    assign_cases(world, 1, "roads.head")
    leave("roads.officer", "roads.head", 25)
    client.get(url)
    few = queries(client, url)
    assign_cases(world, 6, "roads.head")
    assign_cases(world, 3, "roads.officer")
    leave("roads.officer2", "roads.head", 25)
    leave("roads.officer2", "roads.head", 28)
    # The district's places are read once in a process, for the dongs of rows.
    client.get(url)
    # Names of those whose place one takes are read once for all of them.
    assert queries(client, url) <= few + 1 <= 26


def test_the_history_names_departments_and_kinds(world, visit):
    [code] = assign_cases(world)
    client = visit("clerk1")
    client.post(f"/cases/{code}/petition-kind", {"kind": "proposal"})
    cases.case_misroute(world.by("roads.officer"), code=code, reason="소관", suggestion="parks")
    page = text(client.get(f"/cases/{code}/"))
    history = page[page.index('<section id="history">') :]
    for words in ("부서 배정: 도로과", "민원 종류 지정: 고충민원 → 건의민원", "소관 → 공원녹지과"):
        assert words in history
