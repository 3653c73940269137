"""An owner who cannot come was promised that the office helps: the duty room gets a to-do."""

from uuid import uuid4

import pytest

from townline.lines.safenumbers import api
from townline.lines.safenumbers.models import HelpTask
from townline.lines.safenumbers.tasks import keep_requests
from townline.lines.safenumbers.tests.asking import ASKER, ask, lease, receive_text
from townline.platform.core.history import marks
from townline.platform.core.history.audit import history

pytestmark = [pytest.mark.django_db, pytest.mark.server]


def begin(world, number):
    return api.call_begin(
        call_id=uuid4(), worker="w1", trunk="t", dialled=number, caller=ASKER, now=world.now
    ).call_id


def test_key_3_of_an_owner_on_the_telephone_makes_a_to_do(world):
    car = lease(world)
    call_id = begin(world, car.number)
    api.call_help(call_id=call_id, now=world.now)
    api.call_help(call_id=call_id, now=world.now)
    (task,) = api.help_tasks_open()
    assert (task.lease_id, task.number, task.kind) == (car.id, car.number, "")
    assert task.plate == "12가 **56"


def test_a_request_of_the_same_call_is_answered_by_it(world):
    car = lease(world)
    call_id = begin(world, car.number)
    api.call_request(call_id=call_id, kind="move", now=world.now)
    api.call_help(call_id=call_id, now=world.now)
    (request,) = api.requests_of(car.id)
    assert request.answer == 3
    assert [task.kind for task in api.help_tasks_open()] == ["move"]


def test_a_request_that_is_over_does_not_lose_the_to_do(world):
    car = lease(world)
    call_id = begin(world, car.number)
    api.call_request(call_id=call_id, kind="move", now=world.now)
    (request,) = api.requests_of(car.id)
    world.wait(hours=1)
    api.requests_expire(now=world.now)
    api.call_help(call_id=call_id, now=world.now)
    assert api.request_get(request.id).answer is None
    assert len(api.help_tasks_open()) == 1


@pytest.mark.parametrize("answer", [1, 2])
def test_only_who_cannot_come_is_helped(world, answer):
    car = lease(world)
    api.request_answer(request_id=ask(world, car).id, answer=answer, now=world.now)
    assert api.help_tasks_open() == []


def test_a_text_of_3_makes_one_and_another_answer_takes_it_back(world):
    car = lease(world)
    made = ask(world, car)
    receive_text(world, "3")
    assert api.help_tasks_count() == 1
    api.request_answer(request_id=made.id, answer=1, now=world.now)
    assert api.help_tasks_count() == 0
    events = {line.event for task in HelpTask.objects.all() for line in lines(task)}
    assert events == {"help:task:make", "help:task:withdraw"}


def lines(task):
    return history(f"help:{task.id.hex}")


def test_the_office_ends_it_once(world):
    car, clerk = lease(world), world.person("clerk1")
    api.call_help(call_id=begin(world, car.number), now=world.now)
    (task,) = api.help_tasks_open()
    assert api.help_finish(by=clerk, task_id=task.id, now=world.now)
    assert not api.help_finish(by=clerk, task_id=task.id, now=world.now)
    assert api.help_tasks_open() == []
    with pytest.raises(api.NotAllowed):
        api.help_finish(by=world.person("roads.officer"), task_id=task.id, now=world.now)


def test_the_mark_that_every_page_reads_stands_while_one_is_open(world):
    clerk, (one, other) = world.person("clerk1"), (lease(world), lease(world, "34나5678"))
    assert marks.mark_get(api.HELP_MARK) is None
    for car in (one, other):
        api.call_help(call_id=begin(world, car.number), now=world.now)
    first, last = api.help_tasks_open()
    api.help_finish(by=clerk, task_id=first.id, now=world.now)
    assert marks.mark_get(api.HELP_MARK)
    api.help_finish(by=clerk, task_id=last.id, now=world.now)
    assert marks.mark_get(api.HELP_MARK) is None


def test_the_clock_sets_and_drops_a_mark_that_the_to_dos_disagree_with(world):
    car = lease(world)
    api.call_help(call_id=begin(world, car.number), now=world.now)
    marks.mark_drop(api.HELP_MARK)  # made by a version without the mark
    keep_requests(0)
    assert marks.mark_get(api.HELP_MARK)
    HelpTask.objects.all().delete()  # as with its lease
    keep_requests(0)
    assert marks.mark_get(api.HELP_MARK) is None


def test_a_call_to_nobody_makes_none(world):
    api.call_help(call_id=uuid4(), now=world.now)
    assert api.help_tasks_open() == []
