"""What stands among a person's notices reaches them by the ways they chose, and says no more."""

import datetime as dt
import itertools
import re

import pytest
from hypothesis import given, strategies as st

from tests.world import START
from townline.casework.alarms import api
from townline.casework.cases import api as cases
from townline.casework.cases.errors import WrongState
from townline.casework.cases.models import Notice
from townline.casework.cases.views import labels
from townline.casework.notifications import api as notifications
from townline.casework.notifications.models import Alert
from townline.casework.notifications.rules import (
    TRANSITIONS,
    AlertEvent,
    AlertKind,
    AlertState,
    alert_due,
    kind_of,
)
from townline.casework.notifications.services.queueing import ALERTS
from townline.platform.core.history import audit
from townline.platform.core.models import Email, Push
from townline.platform.core.outgoing import pushes
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Staff

pytestmark = pytest.mark.django_db
BROWSER = {
    "endpoint": "https://push.example.org/opaque",
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SR"
    "pkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}
OWN = "01000000777"


@pytest.fixture
def officer(world):
    Staff.objects.filter(username="roads.officer").update(email="roads@handeul.example")
    return world.person("roads.officer")


def choose(world, who="roads.officer", *, quiet=(None, None), **ways):
    notifications.alerts_choose(world.by(who), ways=ways, quiet_from=quiet[0], quiet_to=quiet[1])


def subscribe(world, who="roads.officer"):
    notifications.alerts_browser_add(world.by(who), **BROWSER)


def call(world, body="@roads.officer 봐 주세요", text="길이 파였어요, 제 번호는 010-0000-0042"):
    code = world.text(text)
    world.assign(code)
    cases.note_add(world.by("clerk1"), code=code, body=body)
    return code


def run(world):
    return notifications.alerts_run(now=world.now)


def test_each_way_that_was_chosen_is_taken_once(world, officer):
    subscribe(world)
    choose(world, mention=["mail", "push"])
    code = call(world)
    assert [run(world), run(world)] == [1, 0]
    (letter,), (push,) = Email.objects.all(), Push.objects.all()
    assert letter.to == "roads@handeul.example"
    assert f"{code}: 내부 메모에서 나를 언급했습니다." in letter.body
    assert push.payload == {"kind": "mention", "case": code}
    assert push.urgency == "normal"


def test_no_word_and_no_number_of_a_resident_goes_along(world, officer):
    subscribe(world)
    choose(world, mention=["mail", "push"])
    code = call(world)
    run(world)
    (letter,), (push,) = Email.objects.all(), Push.objects.all()
    # A code may look like the beginning of a number.
    content = (letter.subject + letter.body + str(push.payload)).replace(code, "")
    for word in ("파였", "봐 주세요", "010", "0042"):
        assert word not in content


def test_who_chose_nothing_hears_nothing_outside(world, officer):
    call(world)
    assert (run(world), Alert.objects.count()) == (0, 0)
    assert Notice.objects.filter(kind="mention", staff_id=officer.staff_id).exists()


def test_it_speaks_the_persons_language(world, officer, built_files):
    Staff.objects.filter(username="roads.officer").update(language="en")
    choose(world, mention=["mail"])
    call(world)
    run(world)
    (letter,) = Email.objects.all()
    assert "You were mentioned in a note." in letter.body
    assert not re.search("[가-힣]", letter.body)


def test_quiet_hours_are_kept_except_for_danger(world, officer):
    choose(world, mention=["mail"], danger=["mail"], quiet=(dt.time(14), dt.time(16, 30)))
    code = call(world)
    api.case_mark_danger(world.by("clerk1"), code=code, danger=True)
    assert run(world) == 1
    assert "위험" in Email.objects.get().subject
    world.wait(hours=1, minutes=57)  # 16:29 in Seoul
    assert run(world) == 0
    world.wait(minutes=1)
    assert run(world) == 1
    assert Email.objects.count() == 2


def test_what_was_read_meanwhile_is_not_told(world, officer):
    choose(world, mention=["mail"], quiet=(dt.time(14), dt.time(16)))
    call(world)
    cases.notices_read(Act(officer, world.now))
    world.wait(hours=2)
    assert run(world) == 1
    assert (Alert.objects.get().state, Email.objects.count()) == ("dropped", 0)
    (line,) = audit.history(f"alert:{Alert.objects.get().pk}")
    assert (line.event, line.reason) == ("alert:delivery:drop", "read")


def test_a_case_that_went_elsewhere_is_not_told_of(world, officer):
    choose(world, mention=["mail"], quiet=(dt.time(14), dt.time(16)))
    code = call(world)
    world.assign(code, "parks")
    world.wait(hours=2)
    run(world)
    assert (Alert.objects.get().state, Email.objects.count()) == ("dropped", 0)


def test_after_a_long_stop_nobody_is_told_what_is_over(world, officer):
    choose(world, mention=["mail"])
    call(world)
    world.wait(hours=25)
    run(world)
    assert (Alert.objects.get().state, Email.objects.count()) == ("dropped", 0)


def test_who_has_left_is_told_nothing(world, officer):
    choose(world, mention=["mail"])
    call(world)
    Staff.objects.filter(id=officer.staff_id).update(is_active=False)
    run(world)
    assert Email.objects.count() == 0


@pytest.mark.parametrize(
    ("preferences", "problem"),
    [
        ({"mention": ["pigeon"]}, "way"),
        ({"gossip": ["mail"]}, "way"),
        ({"mention": ["text"]}, "number"),
        ({"mention": ["push"]}, "browser"),
        ({"quiet": (dt.time(22), None)}, "hours"),
        ({"quiet": (dt.time(22), dt.time(22))}, "hours"),
    ],
)
def test_what_cannot_be_kept_is_refused(world, officer, preferences, problem):
    with pytest.raises(notifications.AlertsRefused) as refused:
        choose(world, **preferences)
    assert refused.value.extra["problem"] == problem


def test_without_an_address_no_mail_can_be_chosen(world):
    with pytest.raises(notifications.AlertsRefused) as refused:
        choose(world, mention=["mail"])
    assert refused.value.extra["problem"] == "mail"


@pytest.mark.server
def test_a_text_goes_to_the_persons_own_proved_number(world, visit, officer):
    client = visit("roads.officer")
    assert client.post("/my/notifications/number", {"number": OWN}).status_code == 302
    (body,) = [job.content for job in world.send() if "인증번호" in job.content]
    code = re.search(r"\d{6}", body)[0]
    assert client.post("/my/notifications/prove", {"code": code}).status_code == 302
    page = client.get("/my/notifications/").content.decode()
    assert "010-****-0777" in page
    assert "0000-0777" not in page
    choose(world, mention=["text"])
    named = call(world)
    world.send()
    run(world)
    (job,) = world.send()
    assert named in job.content
    assert "내부 메모에서" in job.content
    assert departments.digest_of(officer.staff_id).way == ""


def test_the_page_keeps_what_was_chosen_and_says_what_is_wrong(visit, world, officer):
    client = visit("roads.officer")
    form = {"ways-mention": ["mail"], "ways-danger": ["mail", "text"], "quiet_from": "22:00"}
    answer = client.post("/my/notifications/", form)
    assert answer.status_code == 422
    assert (
        "방해 금지 시간은 시작과 종료를 서로 다르게, 둘 다 적어 주세요." in answer.content.decode()
    )
    answer = client.post("/my/notifications/", form | {"quiet_to": "07:00"})
    assert "문자로 받으려면 먼저 아래에서 휴대전화 번호를 인증해 주세요" in answer.content.decode()
    form = {"ways-mention": ["mail"], "quiet_from": "22:00", "quiet_to": "07:00"}
    assert client.post("/my/notifications/", form).status_code == 302
    page = client.get("/my/notifications/").content.decode()
    assert 'name="ways-mention" value="mail" checked' in page
    assert 'name="ways-danger" value="mail">' in page
    assert 'value="22:00"' in page


def test_a_browser_is_added_and_ended_on_the_page(visit, world, officer):
    client = visit("roads.officer")
    assert client.post("/my/notifications/browser", BROWSER).status_code == 302
    (row,) = pushes.subscriptions_of(f"staff:{officer.staff_id}")
    assert BROWSER["endpoint"] not in client.get("/my/notifications/").content.decode()
    other = visit("parks.officer")
    other.post("/my/notifications/browser/end", {"browser": row.pk})
    assert len(pushes.subscriptions_of(row.owner)) == 1
    client.post("/my/notifications/browser/end", {"browser": row.pk})
    assert pushes.subscriptions_of(row.owner) == []
    assert client.post("/my/notifications/browser/end", {"browser": "x" * 40}).status_code == 422


@pytest.mark.parametrize("endpoint", ["https://169.254.169.254/", "http://push.example.org/", ""])
def test_no_browser_makes_us_call_our_own_network(visit, officer, endpoint):
    answer = visit("roads.officer").post(
        "/my/notifications/browser", {**BROWSER, "endpoint": endpoint}
    )
    assert answer.status_code == 422
    assert pushes.subscriptions_of(f"staff:{officer.staff_id}") == []


def test_the_page_asks_the_database_the_same_however_many_browsers(
    visit, world, officer, django_assert_max_num_queries
):
    for number in range(8):
        browser = BROWSER | {"endpoint": f"https://push.example.org/{number}"}
        notifications.alerts_browser_add(Act(officer, world.now), **browser)
    client = visit("roads.officer")
    client.get("/my/notifications/")
    with django_assert_max_num_queries(14):
        client.get("/my/notifications/")


def test_the_worker_is_served_under_its_page_only(visit):
    answer = visit().get("/my/notifications/worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer.headers


@pytest.mark.parametrize(("state", "event"), list(itertools.product(AlertState, AlertEvent)))
def test_the_table_is_all_that_is_possible(world, officer, state, event):
    choose(world, mention=["mail"])
    call(world)
    Alert.objects.update(state=state)
    alert = Alert.objects.get()
    if (state, event) in TRANSITIONS:
        assert (
            ALERTS.move(alert, event, actor=audit.SYSTEM, now=world.now)
            == TRANSITIONS[state, event]
        )
        assert [line.event for line in audit.history(f"alert:{alert.pk}")] == [event.tag]
    else:
        with pytest.raises(WrongState):
            ALERTS.move(alert, event, actor=audit.SYSTEM, now=world.now)
    alert.refresh_from_db()
    assert alert.state == TRANSITIONS.get((state, event), state)


_TIMES = st.times().map(lambda time: time.replace(microsecond=0, tzinfo=None))


@given(st.integers(0, 60 * 24 * 3), _TIMES, _TIMES, st.sampled_from(AlertKind))
def test_nothing_waits_longer_than_a_day_or_within_the_quiet_hours(minutes, start, end, kind):
    at = (START + dt.timedelta(minutes=minutes)).astimezone(dt.timezone(dt.timedelta(hours=9)))
    due = alert_due(at, kind, start=start, end=end)
    assert at <= due < at + dt.timedelta(days=1)
    assert alert_due(due, kind, start=start, end=end) == due
    if kind is AlertKind.DANGER:
        assert due == at


def test_every_kind_of_notice_belongs_to_one_that_can_be_chosen():
    kinds = {kind_of(notice) for notice in labels.NOTICES}
    assert kinds | {AlertKind.REMINDER} == set(AlertKind)
