"""A call is written down, kept, taken over, ended; robots and walkers are held."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import CallOutcome, CallRefused, Stage
from townline.lines.safenumbers.models import Call, DayCount
from townline.lines.safenumbers.tests.asking import ASKER, OWNER, ask, lease, texts_to_number
from townline.lines.safenumbers.tests.number_plates import OTHER, PHONE
from townline.lines.safenumbers.voice_menu import (
    CodeFound,
    CodeWrong,
    DialledLine,
    RequestMade,
    RequestRefused,
    call_subject,
)
from townline.platform.core import live
from townline.platform.core.history.audit import history
from townline.platform.core.keys import crypto

pytestmark = pytest.mark.django_db
ACCESS = "02-0000-0500"


def dial(world, number, caller=ASKER, worker="w1"):
    return api.call_begin(
        call_id=uuid4(), worker=worker, trunk="trunk1", dialled=number, caller=caller, now=world.now
    )


def test_a_call_begins_with_what_its_owner_allows(world):
    car = lease(world, phones=[PHONE, OTHER])
    api.talks_set(by=api.OWNER, lease_id=car.id, talks_unasked=False, now=world.now)
    plan = dial(world, car.number)
    assert plan.line == DialledLine(number=f"+82{car.number[1:]}", phones=2, talks_unasked=False)
    assert (plan.stage, plan.textable, plan.menu_only) == (Stage.MENU, True, False)
    assert api.calls_live() == 1
    assert [phone.value for phone in api.call_phones(plan.call_id)] == [
        "+821000000042",
        "+821000000043",
    ]


@pytest.mark.parametrize(
    "form",
    ["0504{m}{t}", "0504-{m}-{t}", "0504 {m} {t}", "+82504{m}{t}", "82504{m}{t}", "0082504{m}{t}"],
)
def test_a_number_may_be_dialled_in_any_way_and_its_owner_sees_it_in_one(world, form):
    number = lease(world).number
    plan = dial(world, form.format(m=number[4:8], t=number[8:]))
    assert not isinstance(plan, CallRefused)
    assert plan.line.number == f"+82{number[1:]}"


@pytest.mark.parametrize("dialled", ["", "050499999999", "0504", "119", "sip:x", "0" * 40])
def test_a_number_that_is_nobodys_is_refused(world, dialled):
    assert dial(world, dialled) == CallRefused(480, CallOutcome.UNAVAILABLE, ("unavailable",))
    assert api.calls_live() == 0


def test_a_paused_number_looks_like_nobodys_and_a_changed_one_says_so(world):
    car = lease(world)
    api.lease_suspend(by=api.OWNER, lease_id=car.id, now=world.now)
    assert dial(world, car.number) == dial(world, "050499999999")
    api.lease_resume(by=api.OWNER, lease_id=car.id, now=world.now)
    api.lease_rotate(by=api.OWNER, lease_id=car.id, now=world.now)
    assert dial(world, car.number).outcome is CallOutcome.ROTATED


def test_quiet_hours_put_no_call_through(world):
    car = lease(world)
    api.hours_set(
        by=api.OWNER, lease_id=car.id, quiet_from=dt.time(13), quiet_until=dt.time(15),
        now=world.now,
    )  # fmt: skip
    assert dial(world, car.number).line.quiet
    world.wait(minutes=28)
    assert not dial(world, car.number).line.quiet


@pytest.mark.parametrize("caller", [None, "", "anonymous", "Anonymous"])
def test_a_hidden_number_gets_the_menu_only(world, caller):
    plan = dial(world, lease(world).number, caller)
    assert (plan.menu_only, plan.textable, plan.talks) == (True, False, False)


def test_the_rows_of_a_call_hold_no_number(world):
    car = lease(world)
    plan = dial(world, car.number)
    api.dialogs_keep(call_id=plan.call_id, worker="w1", dialogs=b"x 01000000077 y")
    api.call_request(call_id=plan.call_id, kind="move", now=world.now)
    with connection.cursor() as cursor:
        for table in ("safenumbers_call", "safenumbers_request", "safenumbers_requestphone",
                      "core_tally"):  # fmt: skip
            cursor.execute(f"SELECT t::text FROM {table} t")  # noqa: S608 -- our names
            stored_text = " ".join(row[0] for row in cursor.fetchall())
            for secret in ("1000000077", "00000077", "1000000042", "00000042"):
                assert secret not in stored_text
                assert secret.encode().hex() not in stored_text


@pytest.mark.server
def test_the_menus_request_is_heard_on_the_line_and_by_text(world):
    car = lease(world)
    plan = dial(world, car.number)
    assert api.call_request(call_id=plan.call_id, kind="move", now=world.now) == RequestMade()
    assert api.call_request(call_id=plan.call_id, kind="move", now=world.now) == RequestMade()
    (made,) = api.requests_of(car.id)
    assert made.via == "call"
    assert api.call_reply(plan.call_id) is None
    api.call_agree(call_id=plan.call_id, now=world.now)
    api.request_answer(request_id=made.id, answer=2, now=world.now)
    assert api.call_reply(plan.call_id) == 2
    assert len(texts_to_number(ASKER)) == 1
    assert len(texts_to_number(OWNER)) == 1


def test_without_key_five_no_text_goes_to_the_caller(world):
    car = lease(world)
    plan = dial(world, car.number)
    api.call_request(call_id=plan.call_id, kind="move", now=world.now)
    api.request_answer(request_id=api.requests_of(car.id)[0].id, answer=1, now=world.now)
    assert texts_to_number(ASKER) == []


@pytest.mark.server
@pytest.mark.django_db(transaction=True)
def test_an_answer_wakes_the_process_that_holds_the_line(world):
    car = lease(world)
    plan = dial(world, car.number)
    api.call_request(call_id=plan.call_id, kind="move", now=world.now)
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute(f'LISTEN "{live.channel("calls")}"')
    api.request_answer(request_id=api.requests_of(car.id)[0].id, answer=1, now=world.now)
    (note,) = connection.connection.notifies(timeout=5, stop_after=1)
    assert note.payload == str(plan.call_id)


def test_a_request_of_a_call_is_refused_with_the_prompt_to_say(world):
    car = lease(world)
    for n in range(5):
        ask(world, car, asker=f"010000001{n:02}")
    plan = dial(world, car.number)
    refused = api.call_request(call_id=plan.call_id, kind="move", now=world.now)
    assert refused == RequestRefused("limited")


@pytest.mark.server
def test_a_call_ends_once_with_its_times(world):
    plan = dial(world, lease(world).number)
    world.wait(seconds=20)
    api.call_stage(call_id=plan.call_id, stage=Stage.TALKING, now=world.now)
    world.wait(seconds=40)
    api.call_end(call_id=plan.call_id, outcome=CallOutcome.TALKED, now=world.now)
    api.call_end(call_id=plan.call_id, outcome=CallOutcome.LEFT, now=world.now)
    api.call_stage(call_id=plan.call_id, stage=Stage.MENU, now=world.now)
    (seen,) = api.calls_list()
    assert (seen.outcome, seen.seconds, seen.talked) == ("talked", 60, 40)
    assert (seen.caller, seen.state) == ("010-****-0077", "over")
    events = [line.event for line in history(call_subject(plan.call_id))]
    assert events == ["call:line:begin", "call:line:end"]
    assert api.calls_live() == 0


@pytest.mark.server
def test_the_office_number_finds_a_car_by_its_six_digits(world):
    car = lease(world)
    plan = dial(world, ACCESS)
    assert (plan.stage, plan.line) == (Stage.CODE, None)
    wrong = "000000" if car.code != "000000" else "111111"
    assert api.call_code(call_id=plan.call_id, code=wrong, now=world.now) == CodeWrong()
    found = api.call_code(call_id=plan.call_id, code=car.code, now=world.now)
    assert found == CodeFound(DialledLine(number=f"+82{car.number[1:]}"))
    assert api.call_request(call_id=plan.call_id, kind="move", now=world.now) == RequestMade()


def test_guessing_codes_is_limited_over_many_calls(world):
    car = lease(world)
    for _ in range(9):
        plan = dial(world, ACCESS)
        assert not api.call_code(call_id=plan.call_id, code="000000", now=world.now).final
    plan = dial(world, ACCESS)
    assert api.call_code(call_id=plan.call_id, code=car.code, now=world.now).final


def test_a_caller_who_never_stops_is_refused(world):
    car = lease(world)
    results = [dial(world, car.number) for _ in range(13)]
    assert [isinstance(each, CallRefused) for each in results] == [False] * 12 + [True]
    assert results[-1].status == 480
    assert not isinstance(dial(world, car.number, "01000000078"), CallRefused)
    world.wait(hours=1, minutes=5)
    assert not isinstance(dial(world, car.number), CallRefused)


def test_who_walks_through_the_pool_is_slowed_then_refused_and_seen(world):
    cars = [lease(world, f"12가{1000 + n}", phones=[f"0100000{1000 + n}"]) for n in range(22)]
    through = []
    for car in cars:
        world.wait(minutes=6)
        through.append(not isinstance(dial(world, car.number), CallRefused))
    assert all(through[:8])
    # Every six minutes one try, every ten one that gets through.
    assert 0 < through[8:].count(True) < through[8:].count(False) + 1
    assert DayCount.objects.get(what="walk_slowed").count == through.count(False)
    seen = api.wardialling(api.AskingLimits(), world.now)
    assert seen.callers == 1
    # Somebody who calls one car again is no walker.
    again = next(car for car, went in zip(cars, through, strict=True) if went)
    assert not isinstance(dial(world, again.number), CallRefused)


def test_a_blocked_caller_is_refused(world):
    car, clerk = lease(world), world.person("clerk1")
    api.number_block(by=clerk, number=ASKER, reason="장난 전화", until=None, now=world.now)
    assert dial(world, car.number).outcome is CallOutcome.BLOCKED
    assert not isinstance(dial(world, car.number, "01000000078"), CallRefused)


def test_dialogs_are_kept_sealed_by_the_worker_that_holds_the_call(world):
    plan = dial(world, lease(world).number)
    keep = {"call_id": plan.call_id, "dialogs": b"{}"}
    assert api.dialogs_keep(worker="w1", **keep)
    assert not api.dialogs_keep(worker="w2", **keep)
    row = Call.objects.get()
    assert crypto.ring().unseal(row.dialogs) == b"{}"


def test_callers_are_let_go_of_before_their_calls(world):
    car = lease(world)
    plan = dial(world, car.number)
    ask(world, car)
    api.call_end(call_id=plan.call_id, outcome=CallOutcome.LEFT, now=world.now)
    rules = {rule.kind: rule for rule in api.call_retention_rules()}
    world.wait(days=15)
    before = rules["callers"].before({}, world.now)
    assert rules["callers"].count(before) == 2
    assert rules["callers"].sweep(before, 10) == 2
    row = Call.objects.get()
    assert (bytes(row.caller), bytes(row.caller_lookup), row.caller_masked) == (b"", b"", "")
    world.wait(days=400)
    assert rules["calls"].sweep(rules["calls"].before({}, world.now), 10) == 1


def test_a_caller_may_see_and_erase_what_is_kept_of_them(world):
    car = lease(world)
    dial(world, car.number)
    ask(world, car)
    part = api.call_person_part()
    records = part.tell(ASKER)
    assert [sorted(each)[0] for each in records] == ["begun_at", "answer"]
    assert part.erase(ASKER, actor=api.OWNER, reason="wish", now=world.now) == 2
    assert part.tell(ASKER) == []
