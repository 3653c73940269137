"""Warnings: asked for by text or page, approved, sent once each, stopped by one word."""

import datetime as dt
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.texts import texts_to_number as told_texts
from townline.platform.core.history.audit import SERVER
from townline.platform.core.paths import DEMO
from townline.platform.core.text.msisdn import parse
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.models import Broadcast, BroadcastRecipient
from townline.prevention.incidents.warnings import api
from townline.prevention.incidents.warnings.models import Subscription
from townline.prevention.surveys import api as surveys
from townline.prevention.surveys.models import Home, Household

pytestmark = [pytest.mark.django_db, pytest.mark.server]
ONE, TWO, THREE = "01000000061", "01000000062", "01000000063"


def send_text(world, body, sender=ONE):
    world.deliver(body, sender)
    world.route()
    return told_texts(sender)[-1]


def write(world, username="clerk1", **more):
    arguments = {"kind": "ice", "dongs": ["느티동"]} | more
    return api.warning_write(world.by(username), **arguments)


def act_on_broadcast(world, action, warning, username="clerk1", **more):
    row = Broadcast.objects.get(owner=warning.pk)
    arguments = {"kind": api.WARNING, "owner": warning.pk, "broadcast_id": row.pk}
    return action(world.by(username), **(arguments | more))


def approve(world, warning):
    row = act_on_broadcast(world, broadcasts.broadcast_submit, warning)
    return act_on_broadcast(world, broadcasts.broadcast_approve, warning, "mayor", hash_=row.hash)


def run(world):
    world.wait(seconds=20)
    return broadcasts.broadcasts_run(now=world.now)


@pytest.fixture
def subscribers(world):
    send_text(world, "빙판 알림 느티동")
    send_text(world, "ice alerts Neuti-dong", TWO)


def test_a_word_asks_and_each_gets_it_once_in_their_language_with_how_to_stop(world, subscribers):
    assert "느티동 빙판 알림을 보내 드립니다" in told_texts(ONE)[-1]
    assert "이미" in send_text(world, "빙판 알림 느티동")
    send_text(world, "빙판 알림 물레동", THREE)
    warning = write(world)
    assert [n for _, _, n in api.spread(api.warning_recipients(warning))] == [1, 1]
    approve(world, warning)
    assert broadcasts.broadcasts_run(now=world.now) == 0  # the hold
    assert (run(world), run(world)) == (2, 0)
    assert "수신거부" in told_texts(ONE)[-1]
    assert "느티동의 비탈길과 계단이" in told_texts(ONE)[-1]
    assert "STOP" in told_texts(TWO)[-1]
    assert "비탈길" not in told_texts(THREE)[-1]
    # Sent once: neither a second approval nor a second text.
    with pytest.raises(broadcasts.BroadcastSent):
        approve(world, warning)


def test_a_slip_is_answered_with_what_there_is_and_opens_no_case(world):
    assert "느티동" in send_text(world, "빙판 알림 느타동")
    answer = send_text(world, "빙핀 알림 느티동", TWO)
    assert all(kind in answer for kind in ("호우", "빙판", "폭염"))
    assert not Subscription.objects.exists()


def test_one_word_stops_it_for_good_answered_once_until_they_ask_again(world, subscribers):
    warning = write(world)
    approve(world, warning)
    before = len(told_texts(ONE))
    send_text(world, "수신거부")
    assert len(told_texts(ONE)) == before + 1
    assert run(world) == 1  # approved already, and yet none for who said stop
    assert BroadcastRecipient.objects.filter(outcome="refused").count() == 1
    assert not any("비탈길" in text for text in told_texts(ONE))
    send_text(world, "STOP", TWO)
    with pytest.raises(api.NobodyToWarn):
        write(world)
    # Asking again is a yes, though other automatic texts stay off.
    back = send_text(world, "다시")
    assert not Subscription.objects.exists()
    assert "안전 알림은 '빙판 알림 느티동'처럼 다시 신청" in back
    send_text(world, "수신거부")
    assert "보내 드립니다" in send_text(world, "빙판 알림 느티동")
    assert len(api.warning_recipients(write(world))) == 1
    send_text(world, "수신거부")
    assert not Subscription.objects.exists()


def test_one_kind_alone_is_ended_by_its_own_words(world, subscribers):
    send_text(world, "호우 알림 느티동")
    assert "빙판 알림을 더 보내지 않습니다" in send_text(world, "빙판 알림 그만")
    kinds = Subscription.objects.values_list("kind", "language")
    assert sorted(kinds) == [("ice", "en"), ("rain", "ko")]


def test_bad_input_is_refused(world, subscribers):
    with pytest.raises(api.UnknownWarningKind):
        write(world, kind="meteor")
    with pytest.raises(api.UnknownWarningDong):
        write(world, dongs=["없는동"])
    with pytest.raises(api.NobodyToWarn):
        write(world, kind="heat")
    warning = write(world)
    row = act_on_broadcast(world, broadcasts.broadcast_submit, warning)
    save = {"bodies": {"ko": "조심하세요"}, "base_version": row.version}
    arguments = {"kind": api.WARNING, "owner": warning.pk}
    with pytest.raises(api.WordsWithoutStop):
        broadcasts.broadcast_save(world.by("clerk1"), **arguments, **save)
    save["bodies"] = {"ko": "조심하세요. 수신거부 가능"}
    changed = broadcasts.broadcast_save(world.by("clerk1"), **arguments, **save)
    assert changed.state == "draft"
    with pytest.raises(broadcasts.BroadcastChanged):
        act_on_broadcast(world, broadcasts.broadcast_approve, warning, "mayor", hash_=row.hash)


def test_quiet_hours_hold_all_but_what_is_a_matter_of_life(world, subscribers):
    send_text(world, "호우 알림 느티동")
    world.wait(hours=9)  # 23:41
    ice, rain = write(world), write(world, kind="rain")
    leaves = [approve(world, warning).leaves_at for warning in (ice, rain)]
    assert leaves[0] > world.now + dt.timedelta(hours=5)
    assert leaves[1] == world.now + dt.timedelta(seconds=20)


def test_a_page_with_a_code_asks_and_a_person_is_given_out_and_erased(world):
    arguments = {"kinds": ["ice", "rain"], "dong": "느티동", "language": "en", "now": world.now}
    with pytest.raises(api.WarningPhone):
        api.subscription_begin(phone="02-000-0000", **arguments)
    token = api.subscription_begin(phone="010-0000-0061", **arguments)
    with pytest.raises(api.WarningCode):
        api.subscription_finish(token=token, code="0000000", now=world.now)
    code = re.search(r"\d{6}", told_texts(ONE)[-1])[0]
    assert api.subscription_finish(token=token, code=code, now=world.now) == 2
    part, number = api.person_part(), parse(ONE).value
    assert [row["kind"] for row in part.tell(number)] == ["ice", "rain"]
    assert part.erase(number, actor=SERVER, reason="요청", now=world.now) == 2
    assert part.tell(number) == []
    send_text(world, "빙판 알림 느티동")
    rule, _ = api.retention_rules()
    assert rule.count(world.now + dt.timedelta(days=1)) == 1
    assert rule.sweep(world.now + dt.timedelta(days=1), 10) == 1


def test_pages_show_counts_and_no_number(world, visit, subscribers):
    clerk = visit("clerk1")
    page = clerk.get("/warnings/").content.decode()
    assert "느티동" in page
    assert "0061" not in page
    refused = clerk.post("/warnings/new/", {"kind": "ice", "dongs": ["없는동"]})
    assert (refused.status_code, "이 구에 없는 동" in refused.content.decode()) == (422, True)
    made = clerk.post("/warnings/new/", {"kind": "ice", "dongs": ["느티동"]})
    assert made.status_code == 302
    number = Broadcast.objects.get().owner
    clerk.post(f"/warnings/{number}/do/submit", {"broadcast": Broadcast.objects.get().pk})
    mayor = visit("mayor")
    assert f"/warnings/{number}/" in mayor.get("/warnings/").content.decode()  # the bar
    row = Broadcast.objects.get()
    mayor.post(f"/warnings/{number}/do/approve", {"broadcast": row.pk, "hash": row.hash})
    run(world)
    page = clerk.get(f"/warnings/{number}/").content.decode()
    assert "0061" not in page
    table = clerk.get("/warnings/export.csv").content.decode()
    assert table.splitlines()[1].split(",")[6] == "2"


def test_the_page_asks_as_much_for_many_as_for_few(world, visit, subscribers):
    clerk, counts = visit("clerk1"), []
    for more in (1, 3):
        for _ in range(more):
            approve(world, write(world))
            run(world)
        send_text(world, "빙판 알림 물레동", f"0100000009{more}")
        clerk.get("/warnings/")
        with CaptureQueriesContext(connection) as queries:
            clerk.get("/warnings/")
        counts.append(len(queries))
    assert counts[0] == counts[1] < 30


def test_kinds_are_offered_in_the_order_of_the_districts_file(world, client, visit):
    page = client.get("/open/warnings").content.decode()
    offered = re.findall(r'name="kinds"\s+value="(\w+)"', page)
    assert offered == [*json.loads((DEMO / "warnings.json").read_text())["kinds"]]
    assert offered != sorted(offered, key=lambda code: (len(code), code))  # as jsonb has them
    choice = re.search(
        r'(?s)<select[^>]*id="w-kind".*?</select>', visit("clerk1").get("/warnings/new/").text
    )
    assert re.findall(r'<option value="(\w+)"', choice[0]) == offered


def test_everybody_asks_on_a_page(world, client):
    page = client.get("/open/warnings").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    form = {"key": key, "kinds": ["ice"], "dong": "느티동", "phone": "010-0000-0061"}
    assert client.post("/open/warnings", form | {"phone": "1"}).status_code == 422
    assert client.post("/open/warnings", form | {"kinds": []}).status_code == 422
    page = client.post("/open/warnings", form).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    code = re.search(r"\d{6}", told_texts(ONE)[-1])[0]
    done = client.post("/open/warnings", form | {"token": token, "code": code})
    assert "신청했습니다" in done.content.decode()
    assert Subscription.objects.get().via == "page"


def living(grades):
    """Have surveyed homes of these grades, whose households gave their telephones."""
    for number, grade in enumerate(grades):
        home = Home.objects.create(
            kind="semi-basement", key=f"k{number}", address="느티로 1", place="느티로 1",
            building="느티로 1", dong="느티동", state="graded", grade=grade,
            listed_at="2026-09-01T00:00:00Z",
        )  # fmt: skip
        who = surveys.household_set(
            home_id=home.pk, phone=f"0100000007{number}", source="form", actor=SERVER,
            now=home.listed_at,
        )  # fmt: skip
        yield who.resident_id


def test_households_are_told_once_and_who_asked_is_warned_at_home(world, visit):
    _, high = living(["A", "D"])
    clerk = visit("clerk1")
    assert "1세대에 안내" in clerk.post("/warnings/invite", follow=True).content.decode()
    assert "0세대에 안내" in clerk.post("/warnings/invite", follow=True).content.decode()
    assert [len(told_texts(f"0100000007{number}")) for number in (0, 1)] == [0, 1]
    assert "'호우 알림 느티동'이라고" in told_texts("01000000071")[-1]
    with pytest.raises(api.NobodyToWarn):  # an invitation is no yes
        write(world, kind="rain", dongs=[], homes=True)
    for number in (0, 1):
        send_text(world, "호우 알림 느티동", f"0100000007{number}")
    # Surveys let go of the telephone; what was asked for stays, and with it the grade.
    Household.objects.all().delete()
    warning = write(world, kind="rain", dongs=["느티동"], homes=True)
    assert [(one.resident_id, one.dong) for one in api.warning_recipients(warning)] == [
        (high, "느티동")
    ]
    approve(world, warning)
    assert run(world) == 1
    assert "물막이판" in told_texts("01000000071")[-1]
    assert "물막이판" not in told_texts("01000000070")[-1]
    assert len(api.warning_recipients(write(world, kind="rain"))) == 2
    with pytest.raises(api.NobodyToWarn):
        write(world, kind="rain", dongs=["물레동"], homes=True)


def test_five_wrong_codes_end_the_code(world):
    token = api.subscription_begin(
        kinds=["ice"], dong=api.dongs()[0][0], phone="010-0000-0061", language="ko", now=world.now
    )
    code = re.search(r"\d{6}", told_texts("01000000061")[-1])[0]
    for typed in ["0000000"] * 5 + [code]:
        with pytest.raises(api.WarningCode):
            api.subscription_finish(token=token, code=typed, now=world.now)
    assert not Subscription.objects.exists()
