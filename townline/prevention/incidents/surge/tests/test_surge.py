"""A crowd is proposed, decided about, told to who writes, and ended; by real texts."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.apps import apps

from tests.site import Visit
from tests.world import World
from townline.casework.cases.api import NotAllowed
from townline.casework.notifications import api as notifications
from townline.platform.core.history import audit
from townline.platform.departments.api import Act
from townline.prevention.incidents.surge import api
from townline.prevention.incidents.surge.rules.invented import year

MINUTE = dt.timedelta(minutes=1)
# Rows of other rooms, laid and looked at: past texts by the hundred, and what came of new ones.
IncomingText: Any = apps.get_model("conversations", "IncomingText")
OutgoingText: Any = apps.get_model("conversations", "OutgoingText")
Case: Any = apps.get_model("cases", "Case")
Notice: Any = apps.get_model("cases", "Notice")
Email: Any = apps.get_model("core", "Email")
Staff: Any = apps.get_model("departments", "Staff")


def _usual(world: World, days: int = 20) -> None:
    """Let what usually comes have come: some twenty texts a day, of many people."""
    first = (world.now - dt.timedelta(days=days)).date()
    moments = [at.replace(tzinfo=dt.UTC) for at in year(first, days, [], seed=3)]
    IncomingText.objects.bulk_create(
        IncomingText(
            transport="bench",
            provider_reference=f"u{number}",
            session=uuid.uuid4(),
            sequence=number,
            body="",
            received_at=at,
            sender_masked="",
            sender_kind="mobile",
            state="routed",
            data_coding=8,
            charset="ucs2",
        )
        for number, at in enumerate(moments)
        if at < world.now
    )


def _send_texts(world: World, count: int = 12) -> None:
    for number in range(count):
        world.text("길에 눈이 쌓였어요", sender=f"0100000{5000 + number:04d}")
        world.wait(seconds=30)


def _receipts() -> list[str]:
    return list(OutgoingText.objects.order_by("id").values_list("body", flat=True))


def test_a_crowd_is_proposed_and_a_person_decides(world: World) -> None:
    _usual(world)
    assert api.surge_watch(now=world.now) is None
    _send_texts(world)
    found = api.surge_watch(now=world.now)
    assert found is not None
    assert (found.state, found.texts >= 6, found.usual is not None) == ("proposed", True, True)
    assert api.surge_watch(now=world.now + MINUTE) == found
    texts = found.texts
    world.text("여기도 눈이 쌓였어요", sender="01000005990")
    assert api.surge_watch(now=world.now + MINUTE) == found
    found.refresh_from_db()
    assert found.texts > texts
    assert "문자가 많이 와서" not in _receipts()[-1]
    clerk = world.person("clerk1")
    api.surge_start(Act(clerk, world.now), surge_id=found.pk, about_ko="눈", about_en="snow")
    world.text("여기도 눈이요", sender="01000006001")
    assert "눈 문자가 많이 와서" in _receipts()[-1]
    assert "119" in _receipts()[-1]
    api.surge_end(Act(clerk, world.now), surge_id=found.pk)
    world.text("고맙습니다 가로등이 꺼졌어요", sender="01000006002")
    assert "문자가 많이 와서" not in _receipts()[-1]
    events = [line.event for line in audit.history(api.surge_subject(found.pk))]
    assert events == ["surge:mode:propose", "surge:mode:start", "surge:mode:end"]


def test_who_sees_all_cases_hears_of_a_proposal_once_also_by_night(world: World) -> None:
    _usual(world)
    for name in ("clerk1", "clerk2"):
        _choose_alerts(world, name, {"danger": ["mail"]})
    _send_texts(world)
    found = api.surge_watch(now=world.now)
    api.surge_watch(now=world.now + MINUTE)
    assert found is not None
    notified = set(Notice.objects.filter(kind="surge").values_list("staff__username", flat=True))
    assert notified == {"clerk1", "clerk2", "clerk3", "mayor", "deputy", "auditor"}
    assert Notice.objects.filter(kind="surge").count() == len(notified)
    notifications.alerts_run(now=world.now)
    letters = list(Email.objects.order_by("id"))
    assert [letter.to for letter in letters] == ["clerk1@example.org", "clerk2@example.org"]
    assert "문자가 평소보다 훨씬 많습니다" in letters[0].subject
    assert "눈이 쌓였어요" not in letters[0].subject + letters[0].body
    assert "답변 기한" not in letters[0].body  # it is about no case


def _choose_alerts(world: World, username: str, ways: dict[str, list[str]]) -> None:
    """Let somebody wish for letters, and for silence at just this time."""
    Staff.objects.filter(username=username).update(email=f"{username}@example.org")
    quiet: dict[str, Any] = {"quiet_from": dt.time(14), "quiet_to": dt.time(16)}
    who = world.person(username)
    notifications.alerts_choose(Act(who, world.now), ways=ways, **quiet)


def test_what_nobody_decided_ends_by_itself_and_is_not_proposed_again_for_it(world: World) -> None:
    _usual(world)
    _send_texts(world)
    found = api.surge_watch(now=world.now)
    assert found is not None
    for _ in range(100):
        world.wait(minutes=3)
        api.surge_watch(now=world.now)
    found.refresh_from_db()
    assert (found.state, api.surge_open()) == ("dismissed", None)


def test_ten_photos_of_one_resident_are_no_crowd(world: World) -> None:
    _usual(world)
    for _ in range(20):
        world.text("사진이요")
        world.wait(seconds=20)
    assert api.surge_watch(now=world.now) is None


@pytest.mark.server
def test_answers_may_take_longer_by_a_decision_only_and_only_of_what_comes_then(
    world: World,
) -> None:
    before = Case.objects.get(code=world.text("눈이요", sender="01000006003"))
    clerk, mayor = world.by("clerk1"), world.by("mayor")
    made = api.surge_begin(clerk, about_ko="", about_en="")
    lengthen: dict[str, Any]
    lengthen = {"surge_id": made.pk, "hours": 96, "reason": "대설"}
    with pytest.raises(NotAllowed):
        api.surge_promise(clerk, **lengthen)
    for wrong in ({"hours": 24}, {"reason": " "}, {"hours": 1000}):
        with pytest.raises(api.LongerPromise):
            api.surge_promise(mayor, **{**lengthen, **wrong})
    api.surge_promise(mayor, **lengthen)
    after = Case.objects.get(code=world.text("눈이 와요", sender="01000006004"))
    assert after.answer_due_at - after.promise_from == dt.timedelta(hours=96)
    due = before.answer_due_at
    before.refresh_from_db()
    assert before.answer_due_at == due
    api.surge_end(clerk, surge_id=made.pk)
    last = Case.objects.get(code=world.text("물이 새요", sender="01000006005"))
    assert last.answer_due_at - last.promise_from == dt.timedelta(hours=48)


def test_one_at_a_time_and_what_is_over_stays_over(world: World) -> None:
    clerk = world.person("clerk1")
    made = api.surge_begin(Act(clerk, world.now), about_ko="", about_en="")
    with pytest.raises(api.SurgeGoesOn):
        api.surge_begin(Act(clerk, world.now), about_ko="", about_en="")
    with pytest.raises(NotAllowed):
        api.surge_end(world.by("roads.officer"), surge_id=made.pk)
    api.surge_end(Act(clerk, world.now), surge_id=made.pk)
    with pytest.raises(api.SurgeOver):
        api.surge_end(Act(clerk, world.now), surge_id=made.pk)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_says_what_comes_and_lets_clerks_decide(
    world: World, visit: Visit, language: str
) -> None:
    _usual(world)
    _send_texts(world)
    found = api.surge_watch(now=world.now)
    assert found is not None
    client = visit("clerk1", language)
    page = client.get("/surge/").content.decode()
    assert f'action="/surge/{found.pk}/start"' in page
    assert 'href="/surge/"' in client.get("/inbox/").content.decode()  # the banner
    answer = client.post(f"/surge/{found.pk}/start", {"about_ko": "눈", "about_en": "snow"})
    assert (answer.status_code, answer["Location"]) == (302, "/surge/")
    page = client.get("/surge/").content.decode()
    assert f'action="/surge/{found.pk}/end"' in page
    assert f'action="/surge/{found.pk}/promise"' not in page
    assert f'action="/surge/{found.pk}/promise"' in visit("mayor").get("/surge/").content.decode()
    assert visit("roads.officer").get("/surge/").status_code == 403
    assert client.post(f"/surge/{found.pk}/start", {}).status_code == 409


def test_who_is_kept_out_is_told_why(visit):
    head, admin = visit("roads.head").get("/surge/"), visit("admin").get("/surge/")
    assert (head.status_code, admin.status_code) == (403, 403)
    assert "이 화면은 권한이 있는 사람만 볼 수 있습니다" in head.content.decode()
    assert "시스템 관리 역할에는" not in head.content.decode()
    assert "시스템 관리 역할에는" in admin.content.decode()
