"""An owner is asked, answers, and whoever asked hears of it."""

import datetime as dt
import re

import pytest

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import RequestState
from townline.lines.safenumbers.models import Request, RequestPhone
from townline.lines.safenumbers.rules.requests import TOKENS, request_subject
from townline.lines.safenumbers.tests.asking import (
    ASKER,
    OWNER,
    ask,
    lease,
    receive_text,
    texts_to_number,
)
from townline.lines.safenumbers.tests.number_plates import OTHER, PHONE
from townline.platform.core.history.audit import history
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db


def test_all_telephones_of_an_owner_are_texted_at_once(world):
    made = ask(world, lease(world, phones=[PHONE, OTHER]))
    assert made.state is RequestState.OPEN
    assert made.token in TOKENS
    for number in (PHONE, OTHER):
        (text,) = texts_to_number(number)
        assert f"번호 {made.token}" in text
        assert "12가 **56" in text
        assert not re.search(r"0077|00000077", text)
    assert texts_to_number(ASKER) == []


def test_the_asker_is_texted_the_answer_only_if_they_wanted_it(world):
    car = lease(world)
    silent = ask(world, car)
    wanting = ask(world, car, tell=True)
    api.request_answer(request_id=silent.id, answer=1, now=world.now)
    assert texts_to_number(ASKER) == []
    api.request_answer(request_id=wanting.id, answer=2, now=world.now)
    assert len(texts_to_number(ASKER)) == 1
    assert "10분" in texts_to_number(ASKER)[0]
    assert not re.search(r"0042|12가", texts_to_number(ASKER)[0])


def test_who_agrees_after_the_answer_gets_it_then(world):
    made = ask(world, lease(world))
    api.request_answer(request_id=made.id, answer=3, now=world.now)
    api.request_agree(request_id=made.id, now=world.now)
    api.request_agree(request_id=made.id, now=world.now)
    assert len(texts_to_number(ASKER)) == 1


def test_an_answer_may_change_while_it_is_waited_for(world):
    made = ask(world, lease(world), via="call", tell=True)
    api.request_answer(request_id=made.id, answer=2, now=world.now)
    again = api.request_answer(request_id=made.id, answer=2, now=world.now)
    assert again.answer == 2
    assert len(texts_to_number(ASKER)) == 1
    world.wait(minutes=5)
    changed = api.request_answer(request_id=made.id, answer=3, now=world.now)
    assert changed.answer == 3
    assert len(texts_to_number(ASKER)) == 2
    world.wait(hours=1)
    with pytest.raises(api.RequestOver):
        api.request_answer(request_id=made.id, answer=1, now=world.now)


@pytest.mark.server
def test_a_request_that_nobody_answers_is_over_in_time(world):
    made = ask(world, lease(world))
    world.wait(minutes=29)
    assert api.requests_expire(now=world.now) == 0
    world.wait(minutes=1)
    assert api.requests_expire(now=world.now) == 1
    assert api.requests_expire(now=world.now) == 0
    assert api.request_get(made.id).state is RequestState.EXPIRED
    with pytest.raises(api.RequestOver):
        api.request_answer(request_id=made.id, answer=1, now=world.now)


def quiet(world, **more):
    """Issue a number whose owner wants to rest from 13:00 to 15:00; it is 14:32."""
    car = lease(world, **more)
    return api.hours_set(
        by=api.OWNER, lease_id=car.id, quiet_from=dt.time(13), quiet_until=dt.time(15),
        now=world.now,
    )  # fmt: skip


@pytest.mark.server
def test_in_quiet_hours_a_request_waits_for_their_end(world):
    made = ask(world, quiet(world))
    assert made.waits
    assert texts_to_number(OWNER) == []
    assert api.requests_send(now=world.now) == 0
    world.wait(minutes=28)
    assert api.requests_send(now=world.now) == 1
    assert len(texts_to_number(OWNER)) == 1
    assert api.request_get(made.id).state is RequestState.OPEN
    assert made.expires_at - world.now == dt.timedelta(minutes=30)


def test_an_owner_who_looks_at_the_page_may_answer_before(world):
    made = ask(world, quiet(world), tell=True)
    api.request_answer(request_id=made.id, answer=1, now=world.now)
    world.wait(minutes=28)
    assert api.requests_send(now=world.now) == 0
    assert texts_to_number(OWNER) == []
    assert len(texts_to_number(ASKER)) == 1


def test_the_office_may_disturb_with_a_reason_that_stays(world):
    car = quiet(world)
    clerk = world.person("clerk1")
    with pytest.raises(api.ReasonMissing):
        api.request_urge(Act(clerk, world.now), lease_id=car.id, kind="move", reason=" ")
    made = api.request_urge(
        Act(clerk, world.now), lease_id=car.id, kind="move", reason="소방차 진입"
    )
    assert made.state is RequestState.OPEN
    assert len(texts_to_number(OWNER)) == 1
    line = history(request_subject(made.id)).get(event="request:contact:urge")
    assert (line.reason, line.actor_label) == ("소방차 진입", clerk.actor.label)


def test_the_office_needs_the_power(world):
    with pytest.raises(api.NotAllowed):
        api.request_urge(
            world.by("roads.officer"), lease_id=lease(world).id, kind="move", reason="사유",
        )  # fmt: skip


def test_a_number_that_is_paused_takes_no_request(world):
    car = lease(world)
    api.lease_suspend(by=api.OWNER, lease_id=car.id, now=world.now)
    with pytest.raises(api.AskingOff):
        ask(world, car)


def test_too_many_requests_of_one_asker_are_refused(world):
    cars = [lease(world, f"12가{1000 + n}", phones=[f"0100000{1000 + n}"]) for n in range(7)]
    for car in cars[:6]:
        ask(world, car)
    with pytest.raises(api.AskingLimited):
        ask(world, cars[6])
    ask(world, cars[6], asker="01000000078")
    world.wait(hours=1, minutes=5)
    ask(world, cars[6])


def test_an_owner_is_not_flooded_by_many_askers(world):
    car = lease(world)
    for n in range(5):
        ask(world, car, asker=f"010000001{n:02}")
    with pytest.raises(api.AskingLimited):
        ask(world, car, asker="01000000120")
    assert len(texts_to_number(OWNER)) == 5
    assert Request.objects.count() == 5


def test_an_asker_who_is_blocked_is_refused_at_this_owner_only(world):
    mine, other = lease(world), lease(world, "34나5678", phones=[OTHER])
    made = ask(world, mine)
    api.asker_block(request_id=made.id, now=world.now)
    with pytest.raises(api.AskerBlocked):
        ask(world, mine)
    ask(world, other)
    (block,) = api.blocks_of(mine.id, now=world.now)
    assert block.masked == "010-****-0077"
    assert api.number_unblock(by=api.OWNER, block_id=block.id, lease_id=mine.id, now=world.now)
    ask(world, mine)


def test_nobody_can_be_blocked_who_left_no_number(world):
    made = ask(world, lease(world), asker=None)
    assert not made.can_block
    with pytest.raises(api.NobodyToBlock):
        api.asker_block(request_id=made.id, now=world.now)


def test_reports_of_three_owners_keep_an_asker_out_of_the_district(world):
    cars = [lease(world, f"12가{1000 + n}", phones=[f"0100000{1000 + n}"]) for n in range(4)]
    for car in cars[:3]:
        made = ask(world, car)
        api.request_report(request_id=made.id, now=world.now)
        api.request_report(request_id=made.id, now=world.now)
    assert len(api.blocks_of(None, now=world.now)) == 1
    with pytest.raises(api.AskerBlocked):
        ask(world, cars[3])
    world.wait(days=7, minutes=1)
    ask(world, cars[3])


def test_an_answer_reaches_the_owner_page_and_the_log(world):
    car = lease(world)
    made = ask(world, car, kind="trouble")
    receive_text(world, "1")
    (seen,) = api.requests_of(car.id)
    assert (seen.id, seen.answer, seen.kind) == (made.id, 1, "trouble")


def test_an_owner_who_leaves_leaves_no_telephone_behind(world):
    car = lease(world)
    ask(world, car)
    assert RequestPhone.objects.count() == 1
    api.lease_end(by=api.OWNER, lease_id=car.id, now=world.now, erase=True)
    assert RequestPhone.objects.count() == 0
