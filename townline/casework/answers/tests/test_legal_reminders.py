"""The head hears a working day before, everybody when it has passed; progress each thirty days."""

import pytest

from townline.casework.answers.tests.test_legal_clock import answer, ask
from townline.casework.cases.models import Notice
from townline.casework.deadlines import api as deadlines
from townline.platform.departments.api import Staff

pytestmark = pytest.mark.django_db


def noticed_usernames(kind):
    found = Notice.objects.filter(kind=kind).values_list("staff", flat=True)
    return set(Staff.objects.filter(id__in=found).values_list("username", flat=True))


@pytest.fixture
def code(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    return code


def test_the_head_a_working_day_before(world, code):
    world.wait(days=7, hours=3)  # Wednesday 17:32
    assert deadlines.legal_reminders_run(now=world.now) == 0
    world.wait(hours=1)
    assert deadlines.legal_reminders_run(now=world.now) == 1
    assert noticed_usernames("legal_soon") == {"roads.head"}
    assert deadlines.legal_reminders_run(now=world.now) == 0


@pytest.mark.server
def test_everybody_when_it_has_passed(world, code):
    world.wait(days=8, hours=4)
    assert deadlines.legal_reminders_run(now=world.now) == 1
    assert {"roads.officer", "roads.head", "mayor"} <= noticed_usernames("legal_overdue")
    assert deadlines.legal_reminders_run(now=world.now) == 0


def test_nobody_while_it_stands_still_or_has_ended(world, code):
    other = world.text("가로등이 꺼졌어요", sender="01000000043")
    world.assign(other)
    answer(world, other)
    ask(world, code)
    world.wait(days=20)
    assert deadlines.legal_reminders_run(now=world.now) == 0


def test_progress_each_thirty_days_and_once_for_those_that_were_missed(world, code):
    ask(world, code)
    world.wait(days=30)
    assert deadlines.legal_reminders_run(now=world.now) == 1
    assert {"roads.officer"} <= noticed_usernames("legal_progress")
    world.wait(days=65)
    assert deadlines.legal_reminders_run(now=world.now) == 1
    world.wait(days=24)
    assert deadlines.legal_reminders_run(now=world.now) == 0
