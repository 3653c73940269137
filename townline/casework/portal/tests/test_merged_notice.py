"""A resident whose case goes on in another's hears of it, once it cannot be undone any more."""

import pytest

from townline.casework.cases import api as cases
from townline.casework.cases.models import Case

pytestmark = pytest.mark.django_db
MINE, THEIRS = "01000000042", "01000000043"


@pytest.fixture
def two(world):
    codes = [
        world.text(body, sender)
        for body, sender in (("가로등이 꺼졌어요", THEIRS), ("가로등이 안 들어와요", MINE))
    ]
    world.send()
    return codes


def sent_to(world, number):
    return [job.content for job in world.send() if job.destination_addr.endswith(number[-8:])]


def merge(world, code, into, by="clerk1"):
    cases.case_merge(world.by(by), code=code, into=into, confirm=True)


def test_the_other_hears_after_ten_minutes(world, two):
    into, code = two
    merge(world, code, into)
    assert sent_to(world, MINE) == []
    world.wait(minutes=11)
    (words,) = sent_to(world, MINE)
    assert code in words
    assert into in words
    assert sent_to(world, THEIRS) == []


def test_what_was_undone_is_never_heard(world, two):
    into, code = two
    merge(world, code, into)
    cases.regroup_undo(world.by("clerk1"), code=code)
    world.wait(minutes=11)
    assert sent_to(world, MINE) == []


def test_who_sent_both_hears_nothing_of_it(world):
    into = world.text("가로등이 꺼졌어요", MINE)
    world.assign(into)
    code = world.text("쓰레기가 쌓였어요 느티시장 앞", THEIRS)
    Case.objects.filter(code=code).update(resident=Case.objects.get(code=into).resident)
    world.send()
    merge(world, code, into)
    world.wait(minutes=11)
    assert [words for words in sent_to(world, MINE) if code in words] == []


@pytest.mark.parametrize("hidden", [0, 1])
def test_nothing_is_said_where_a_case_is_for_few(world, two, hidden):
    into, code = two
    for each in two:
        world.assign(each, "welfare")
    Case.objects.filter(code=two[hidden]).update(private=True)
    merge(world, code, into, by="welfare.head")
    world.wait(minutes=11)
    assert sent_to(world, MINE) == []


def test_who_said_stop_hears_nothing(world, two):
    into, code = two
    world.deliver("STOP", MINE)
    world.route()
    world.send()
    merge(world, code, into)
    world.wait(minutes=11)
    assert sent_to(world, MINE) == []
