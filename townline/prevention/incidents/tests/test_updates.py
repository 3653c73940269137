"""One update to all: bound to words and recipients, in their languages, none twice."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.apps import apps

from tests.texts import texts_to_number as told_texts
from townline.casework.cases import api as cases
from townline.casework.cases.api import NotAllowed
from townline.platform.conversations import api as conversations
from townline.prevention.incidents import api
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.models import Broadcast, BroadcastRecipient
from townline.prevention.incidents.broadcasts.services import dispatch
from townline.prevention.incidents.models import IncidentQuestion
from townline.prevention.incidents.tests.making import (
    SNOW,
    Case,
    act,
    act_on_update,
    approve,
    join,
    open_incident,
    receive_snow_texts,
    receive_text,
    submit_and_approve,
    submit_update,
    write_update,
)

pytestmark = pytest.mark.django_db
HOLD = dt.timedelta(seconds=20)


def _resident(end):
    return conversations.resident_find(f"+821000000{end}")


@pytest.fixture
def snow(world):
    codes = receive_snow_texts(world, 3)
    incident = open_incident(world)
    join(world, incident, codes)
    return incident


def updates():
    return (
        apps.get_model("conversations", "OutgoingText").objects.filter(kind="update").order_by("id")
    )


def run(world):
    world.wait(seconds=20)
    return broadcasts.broadcasts_run(now=world.now)


def test_it_leaves_after_the_hold_once_to_each_and_each_delivery_is_shown(world, snow):
    update = submit_and_approve(world, snow)
    assert broadcasts.broadcasts_run(now=world.now) == 0  # the hold
    assert run(world) == 3
    assert run(world) == 0
    texts = list(updates())
    assert len({text.resident_id for text in texts}) == len(texts) == 3
    assert {text.confirmed_hash for text in texts} == {update.hash}
    world.wait(minutes=1)
    ours = [job for job in world.send() if "18시까지" in job.content]
    assert len(ours) == 3
    world.receipt(ours[0])
    world.receipt(ours[1], "undeliverable")
    assert sorted(BroadcastRecipient.objects.values_list("outcome", flat=True)) == [
        "accepted", "delivered", "failed",
    ]  # fmt: skip
    assert Broadcast.objects.get().state == "sent"
    # Nobody's clock and nobody's answer is touched by it.
    assert set(Case.objects.values_list("state", flat=True)) == {"received"}


def test_each_reads_it_in_their_language_and_has_it_once(world, snow):
    english = receive_text(
        world, "Snow is piling up on our hill in Dasom, please clear the ice", 30
    )
    # A further case of somebody who is a recipient already.
    world.wait(days=5)
    again = receive_text(world, SNOW[3], 0)
    join(world, snow, [english, again], anyway=[english, again])
    submit_update(world, snow, bodies={"en": "Dasom slope will be cleared by 6pm."})
    assert sorted(BroadcastRecipient.objects.values_list("language", flat=True)) == [
        "en", "ko", "ko", "ko",
    ]  # fmt: skip
    update = Broadcast.objects.get()
    approve(world, snow, update)
    run(world)
    assert "Dasom slope will be cleared by 6pm." in told_texts("01000000230")
    assert sum("18시까지" in text for text in told_texts("01000000200")) == 1


def test_an_update_sent_twice_is_refused(world, snow):
    update = submit_and_approve(world, snow)
    again = {"broadcast_id": update.pk, "hash_": update.hash}
    with pytest.raises(broadcasts.BroadcastSent):
        act_on_update(world, broadcasts.broadcast_approve, snow, "mayor", **again)
    run(world)
    with pytest.raises(broadcasts.BroadcastSent):
        act_on_update(world, broadcasts.broadcast_approve, snow, "mayor", **again)
    with pytest.raises(broadcasts.BroadcastSent):
        act_on_update(world, broadcasts.broadcast_submit, snow, broadcast_id=update.pk)
    assert updates().count() == 3


def test_the_mayor_leaves_one_of_them_out_and_may_undo_that(world, snow, visit):
    update = submit_update(world, snow)
    mayor, page = visit("mayor"), f"/incidents/{snow.pk}/updates/{update.pk}/"
    shown = mayor.get(page).content.decode()
    ticks = re.findall(r'name="without" value="(\d+)" form="bc-approve"', shown)
    assert len(ticks) == 3
    assert 'id="bc-approve"' in shown
    fields = {"broadcast": update.pk, "hash": update.hash}
    for address, more in (("approve", {}), ("take-back", {}), ("approve", {"without": ticks[:1]})):
        press = mayor.post(f"/incidents/{snow.pk}/do/{address}", fields | more)
        assert press.status_code == 302, address
    shown = mayor.get(page).content.decode()
    assert ("받는 분 2명" in shown, "받는 분에서 제외 1" in shown) == (True, True)
    run(world)
    left = BroadcastRecipient.objects.get(id=ticks[0])
    assert (left.text_id, left.outcome, updates().count()) == (None, "left_out", 2)
    assert left.resident_id not in set(broadcasts.recipient_ids("update", snow.pk))
    with pytest.raises(broadcasts.BroadcastSent):
        act_on_update(world, broadcasts.broadcast_approve, snow, "mayor", broadcast_id=update.pk,
             hash_=update.hash)  # fmt: skip


def test_nobody_is_left_where_all_are_left_out(world, snow):
    update = submit_update(world, snow)
    everybody = list(update.recipients.values_list("id", flat=True))
    arguments = {"broadcast_id": update.pk, "hash_": update.hash, "without": everybody}
    with pytest.raises(broadcasts.NoRecipients):
        act_on_update(world, broadcasts.broadcast_approve, snow, "mayor", **arguments)


def test_without_recipients_and_without_words_it_is_refused(world):
    incident = open_incident(world)
    with pytest.raises(broadcasts.NoWords):
        write_update(world, incident, ko="  ")
    with pytest.raises(broadcasts.NoRecipients):
        submit_update(world, incident)


def test_the_mayor_alone_approves_exactly_what_was_looked_at(world, snow):
    update = submit_update(world, snow)
    arguments = {"broadcast_id": update.pk, "hash_": update.hash}
    with pytest.raises(NotAllowed):
        act_on_update(world, broadcasts.broadcast_approve, snow, **arguments)
    changed = write_update(world, snow, ko="다른 말", base_version=update.version)
    assert changed.state == "draft"
    with pytest.raises(broadcasts.BroadcastChanged):
        act_on_update(world, broadcasts.broadcast_approve, snow, "mayor", **arguments)
    act_on_update(world, broadcasts.broadcast_submit, snow, broadcast_id=update.pk)
    with pytest.raises(broadcasts.BroadcastChanged):
        act_on_update(world, broadcasts.broadcast_approve, snow, "mayor", **arguments)
    # A recipient who was slipped in beside is another list than the one looked at.
    fresh = Broadcast.objects.get()
    case = Case.objects.first()
    BroadcastRecipient.objects.create(broadcast=fresh, resident_id=10**9, case=case, language="ko")
    with pytest.raises(broadcasts.BroadcastChanged):
        approve(world, snow, fresh)


def test_who_joins_later_is_shown_and_gets_none(world, snow):
    update = submit_update(world, snow)
    late = receive_text(world, SNOW[3], 44)
    join(world, snow, [late])
    assert broadcasts.left_out(update) == 1
    approve(world, snow, update)
    run(world)
    assert not any("18시까지" in text for text in told_texts("01000000244"))


def test_who_leaves_takes_what_waits_back_to_its_writer(world, snow):
    submit_update(world, snow)
    code = Case.objects.order_by("id").first().code
    act(world, api.case_leave, snow, code=code)
    assert Broadcast.objects.get().state == "draft"


def test_an_approval_is_taken_back_during_the_hold_and_not_after(world, snow):
    update = submit_and_approve(world, snow)
    act_on_update(world, broadcasts.broadcast_undo, snow, "mayor", broadcast_id=update.pk)
    assert run(world) == 0
    approve(world, snow, update)
    run(world)
    with pytest.raises(broadcasts.TextsLeft):
        act_on_update(world, broadcasts.broadcast_undo, snow, "mayor", broadcast_id=update.pk)
    # And what was pressed before it is no more to be undone.
    with pytest.raises(broadcasts.TextsLeft):
        act(world, api.incident_undo, snow)


def test_an_approval_is_not_taken_back_beside_the_next_one(world, snow):
    update = submit_and_approve(world, snow)
    write_update(world, snow, ko="다음 안내")
    with pytest.raises(broadcasts.BroadcastWaits):
        act_on_update(world, broadcasts.broadcast_undo, snow, "mayor", broadcast_id=update.pk)


def slowly(monkeypatch, per_minute):
    find = dispatch.kind_of
    slow = lambda name: replace(find(name), per_minute=lambda: per_minute)  # noqa: E731
    monkeypatch.setattr(dispatch, "kind_of", slow)


def test_so_many_leave_in_a_minute_and_no_gap_between(world, snow, monkeypatch):
    slowly(monkeypatch, 2)
    update = submit_and_approve(world, snow)
    assert run(world) == 2
    first = [text.not_before for text in updates()]
    assert first == [update.leaves_at, update.leaves_at + dt.timedelta(seconds=30)]
    assert broadcasts.broadcasts_run(now=world.now) == 1
    assert updates().last().not_before == update.leaves_at + dt.timedelta(minutes=1)
    assert Broadcast.objects.get().state == "sent"


@pytest.mark.server
def test_stopped_on_its_way_the_others_get_none(world, snow, monkeypatch):
    slowly(monkeypatch, 2)
    submit_and_approve(world, snow)
    run(world)
    world.send()  # the first has left, the second waits for its moment
    update = Broadcast.objects.get()
    assert (
        act_on_update(world, broadcasts.broadcast_stop, snow, "mayor", broadcast_id=update.pk) == 2
    )
    world.wait(minutes=5)
    assert broadcasts.broadcasts_run(now=world.now) == 0
    assert [text.state for text in updates()] == ["submitted", "cancelled"]
    assert Broadcast.objects.get().state == "stopped"


def test_what_runs_into_the_night_goes_on_in_the_morning(world, snow, monkeypatch):
    slowly(monkeypatch, 2)
    world.wait(hours=6, minutes=18, seconds=20)  # just before nine in the evening
    update = submit_and_approve(world, snow)
    assert run(world) == 2
    world.wait(minutes=1)
    assert broadcasts.broadcasts_run(now=world.now) == 0
    assert Broadcast.objects.get().next_at > update.leaves_at + dt.timedelta(hours=8)


def test_at_night_only_what_is_urgent_leaves(world, snow):
    world.wait(hours=9)  # 23:41
    update = submit_and_approve(world, snow)
    assert update.leaves_at > world.now + dt.timedelta(hours=5)
    act_on_update(world, broadcasts.broadcast_undo, snow, "mayor", broadcast_id=update.pk)
    fresh = write_update(world, snow, urgent=True, base_version=update.version)
    fresh = act_on_update(world, broadcasts.broadcast_submit, snow, broadcast_id=fresh.pk)
    fresh = approve(world, snow, fresh)
    assert fresh.leaves_at == world.now + HOLD


def test_what_residents_write_afterwards_comes_back_to_the_incident(world, snow):
    submit_and_approve(world, snow)
    world.text("언제 오시나요 아직 안 왔어요", "01000000200")
    assert api.replies_run(now=world.now) == 0  # nothing has left yet
    run(world)
    world.wait(hours=2)
    world.text("감사합니다", "01000000200")
    code = world.text("그럼 골목 안쪽은 언제 하나요?", "01000000201")
    assert api.replies_run(now=world.now) == 1
    assert api.replies_run(now=world.now) == 0
    (question,) = IncidentQuestion.objects.all()
    assert (question.incident_id, question.case.code) == (snow.pk, code)
    act(world, api.question_settle, snow, question_id=question.pk)
    # Of several texts at once each is a question, also where another's case goes on for both.
    merged = {"act": world.by("clerk1"), "into": code}
    cases.case_merge(code=Case.objects.get(resident=_resident("202")).code, **merged, confirm=True)
    for words, sender in (("염화칼슘은 주시나요?", "201"), ("몇 시에 오시나요?", "201"),
                          ("저희 집 앞도 되나요?", "202")):  # fmt: skip
        world.text(words, f"01000000{sender}")
    assert api.replies_run(now=world.now) == 3
    assert set(IncidentQuestion.objects.values_list("case__code", flat=True)) == {code}
    world.wait(hours=23)
    world.text("골목은 아직도예요", "01000000201")
    assert api.replies_run(now=world.now) == 0  # long after


def test_one_update_at_a_time(world, snow):
    update = write_update(world, snow)
    with pytest.raises(broadcasts.BroadcastWaits):
        write_update(world, snow)
    with pytest.raises(broadcasts.BroadcastChanged):
        write_update(world, snow, base_version=update.version + 1)
    act_on_update(world, broadcasts.broadcast_discard, snow, broadcast_id=update.pk)
    submit_update(world, snow)
    with pytest.raises(broadcasts.BroadcastWaits):
        act(world, api.incident_end, snow, reason="끝")
    act_on_update(
        world,
        broadcasts.broadcast_return,
        snow,
        "mayor",
        broadcast_id=Broadcast.objects.last().pk,
        reason="더 짧게",
    )
    act(world, api.incident_end, snow, reason="끝")


def test_who_was_erased_gets_none_and_is_in_no_list(world, snow):
    submit_and_approve(world, snow)
    part = broadcasts.person_part()
    number = "+821000000200"
    assert part.tell(number)
    actor = world.person("clerk1").actor
    assert part.erase(number, actor=actor, reason="요청", now=world.now) == 1
    assert part.tell(number) == []
    assert run(world) == 2
    assert Broadcast.objects.get().state == "sent"


def test_one_that_waits_for_the_morning_says_so_and_the_mayor_sends_it_now(world, snow, visit):
    world.now = world.now.replace(hour=14, minute=0)  # 23:00 in Seoul
    update = submit_update(world, snow)
    address = f"/incidents/{snow.pk}/updates/{update.pk}/"
    mayor, form = visit("mayor"), {"broadcast": update.pk, "hash": update.hash}
    ticks = re.findall(r'name="without" value="(\d+)"', mayor.get(address).text)
    approval = form | {"next": address, "without": ticks[:1]}
    pressed = mayor.post(f"/incidents/{snow.pk}/do/approve", approval, follow=True)
    assert "08:00에 발송합니다" in pressed.text
    assert "아침 발송 대기" in mayor.get(f"/incidents/{snow.pk}/").text
    assert "do/expedite" not in visit("clerk1").get(address).text
    assert visit("clerk1").post(f"/incidents/{snow.pk}/do/expedite", form).status_code == 403
    world.wait(minutes=5)
    assert broadcasts.broadcasts_run(now=world.now) == 0
    assert mayor.post(f"/incidents/{snow.pk}/do/expedite", form).status_code == 302
    assert broadcasts.broadcasts_run(now=world.now) == 2  # the tick of the approval stays
    assert BroadcastRecipient.objects.get(id=ticks[0]).outcome == "left_out"
    assert mayor.post(f"/incidents/{snow.pk}/do/expedite", form).status_code == 409
    sent = Broadcast.objects.get()
    assert (sent.urgent, sent.hash) == (True, broadcasts.hash_of(sent))
