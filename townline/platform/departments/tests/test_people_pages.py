"""Roles are given on a page: by administrators only, with a reason, never to oneself."""

import threading

import pytest
from django.db import connection

from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.departments import api
from townline.platform.departments.models import ApiToken, Staff

pytestmark = pytest.mark.django_db


def person(username):
    return Staff.objects.get(username=username)


def url(username):
    return f"/settings/people/{person(username).id}/"


def entry(username="roads.officer", **other):
    staff = person(username)
    given = {name: getattr(staff, name) for name in ("name_ko", "name_en", "role", "language")}
    given |= {"department": staff.department_id or "", "email": "", "reason": "인사 발령"}
    return given | {"deed": "change"} | other


def last(username):
    return audit.history(f"staff:{person(username).id}").last()


@pytest.mark.parametrize("username", ["clerk1", "mayor", "deputy", "roads.head", "auditor"])
@pytest.mark.parametrize("path", ["/settings/people/", "/settings/people/add/", "person"])
def test_only_an_administrator_comes_in(visit, username, path):
    path = url("clerk1") if path == "person" else path
    client = visit(username)
    assert client.get(path).status_code == 403
    assert client.post(path, entry()).status_code in {403, 405}
    assert "/settings/people/" not in client.get("/my/sign-in/").content.decode()


def test_people_are_listed_and_found(visit):
    admin = visit("admin")
    page = admin.get("/settings/people/?q=도로 담당").content.decode()
    assert "roads.officer" in page
    assert "parks.officer" not in page
    assert "검색 결과가 없습니다" in admin.get("/settings/people/?q=zzz").content.decode()
    assert 'href="/settings/people/"' in admin.get("/my/sign-in/").content.decode()


def test_long_lists_have_pages(visit, django_assert_max_num_queries):
    Staff.objects.bulk_create(
        Staff(username=f"more{n:03}", name_ko=f"사람 {n}", name_en=f"P {n}", role="clerk")
        for n in range(120)
    )
    admin = visit("admin")
    with django_assert_max_num_queries(12):
        first = admin.get("/settings/people/?q=more").content.decode()
    third = admin.get("/settings/people/?q=more&page=3").content.decode()
    assert "more000" in first
    assert "more119" in third
    assert "page=4" not in third
    assert admin.get("/settings/people/?page=x").status_code == 200


def test_a_role_is_changed_with_a_reason_and_the_history_says_so(visit):
    admin = visit("admin")
    assert admin.post(url("roads.officer"), entry(role="head")).status_code == 302
    assert person("roads.officer").role == "head"
    line = last("roads.officer")
    assert (line.event, line.from_state, line.to_state) == (
        "staff:account:change",
        "officer",
        "head",
    )
    assert (line.reason, line.actor_label) == ("인사 발령", person("admin").name_ko)
    assert "담당자 → 부서장" in admin.get(url("roads.officer")).content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"reason": " "}, "사유를 적어 주세요"),
        ({"reason": "긴" * 501}, "사유를 적어 주세요"),
        ({"role": "king"}, "역할을 선택해 주세요"),
        ({"department": ""}, "이 역할은 부서가 필요합니다"),
        ({"department": "moon"}, "이 역할은 부서가 필요합니다"),
        ({"name_ko": ""}, "이름을 적어 주세요"),
        ({"language": "xx"}, "한국어나 영어"),
        ({"email": "no"}, "이메일 주소를 다시"),
        ({"email": "Taken@example.org"}, "다른 사용자의 이메일 주소입니다"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(visit, wrong, words):
    Staff.objects.filter(username="clerk2").update(email="taken@example.org")
    before = Staff.objects.filter(username="roads.officer").values().get()
    page = visit("admin").post(url("roads.officer"), entry(**wrong)).content.decode()
    assert words in page
    assert "<title>오류:" in page
    assert Staff.objects.filter(username="roads.officer").values().get() == before


def test_nobody_changes_oneself(visit):
    admin = visit("admin")
    for action in ("change", "deactivate", "reset", "way-in"):
        page = admin.post(url("admin"), entry("admin", role="mayor", deed=action))
        assert "자신의 계정은 변경할 수 없습니다" in page.content.decode()
    assert (person("admin").role, person("admin").is_active) == ("administrator", True)


def another_administrator():
    return Staff.objects.create(
        username="admin2", name_ko="둘째 관리자", name_en="Second", role="administrator"
    )


def test_the_last_administrator_stays(world):
    actor = api.viewer_of(another_administrator()).actor
    admin = person("admin")
    common = {"actor": actor, "now": world.now, "reason": "까닭"}
    api.person_active(staff_id=admin.id, active=False, **common)
    system = common | {"actor": audit.SYSTEM}
    with pytest.raises(api.RolesRefused, match="last_administrator"):
        api.person_active(staff_id=actor.id, active=False, **system)
    demoted = api.PersonEntry(
        name_ko="a", name_en="a", role="clerk", department=None, language="ko"
    )
    with pytest.raises(api.RolesRefused, match="last_administrator"):
        api.person_change(staff_id=actor.id, entry=demoted, **system)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_send_each_other_away_leave_one(district):
    first, second = person("admin"), another_administrator()
    refused = []

    def deactivate(who, by):
        try:
            actor = api.viewer_of(by).actor
            api.person_active(
                staff_id=who.id, active=False, reason="사유", actor=actor, now=clock.now()
            )
        except api.RolesRefused as error:
            refused.append(error.why)
        finally:
            connection.close()

    pairs = [(first, second), (second, first)]
    threads = [threading.Thread(target=deactivate, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert Staff.objects.filter(role="administrator", is_active=True).count() == 1


def test_a_person_sent_away_is_out_at_once_and_may_come_back(visit, world):
    clerk, admin = visit("clerk1"), visit("admin")
    api.token_create(staff=person("clerk1"), scopes=["cases:read"], now=world.now)
    admin.post(url("clerk1"), {"deed": "deactivate", "reason": "그만둠"})
    assert clerk.get("/inbox/").url.startswith("/sign-in/")
    assert not ApiToken.objects.filter(staff__is_active=True).exists()
    assert last("clerk1").event == "staff:account:suspend"
    admin.post(url("clerk1"), {"deed": "activate", "reason": "돌아옴"})
    assert person("clerk1").is_active


def test_a_lost_phone_is_forgotten_and_sessions_end(visit, secret, code):
    clerk = visit()
    clerk.post("/sign-in/", {"username": "clerk1", "password": "long enough to open"})
    clerk.post("/sign-in/second/", {"code": code()})
    assert clerk.get("/inbox/").status_code == 200
    visit("admin").post(url("clerk1"), {"deed": "reset", "reason": "전화기를 잃음"})
    assert clerk.get("/inbox/").url.startswith("/sign-in/")
    assert not api.has_second_factor(person("clerk1").id)
    assert (last("clerk1").event, last("clerk1").reason) == ("staff:factors:reset", "전화기를 잃음")


def test_a_person_is_added_and_chooses_a_password(visit):
    admin = visit("admin")
    given = {"role": "clerk", "department": "", "name_ko": "새 담당"}
    page = admin.post("/settings/people/add/", entry() | given | {"username": "new.clerk"})
    path = page.content.decode().partition("http://testserver")[2].partition('"')[0]
    assert not person("new.clerk").has_usable_password()
    assert visit().post(path, {"password": "느티나무 아래 긴 길"}).status_code == 302
    assert person("new.clerk").check_password("느티나무 아래 긴 길")
    events = [line.event for line in audit.history(f"staff:{person('new.clerk').id}")]
    assert events == ["staff:account:add", "staff:password_link:give", "staff:password:set"]


@pytest.mark.parametrize("username", ["", "A b", "x", "한글", "mayor", "a" * 61])
def test_a_user_name_that_will_not_do_is_said(visit, username):
    given = entry() | {"username": username}
    page = visit("admin").post("/settings/people/add/", given).content.decode()
    assert "아이디" in page.partition("tl-errors")[2].partition("</div>")[0]


def test_an_administrator_of_yesterday_changes_nothing(visit, world):
    admin = person("admin")
    actor = api.viewer_of(admin).actor
    another_administrator()
    Staff.objects.filter(id=admin.id).update(role="auditor")
    with pytest.raises(api.RolesRefused, match="not_any_more"):
        api.person_way_in(staff_id=person("clerk1").id, reason="사유", actor=actor, now=world.now)
