import datetime as dt

import pytest

from townline.casework.cases import api as cases
from townline.casework.cases.models import Case, Notice
from townline.casework.cases.rules import CaseState
from townline.casework.deadlines import api
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db


def noticed_usernames(code, kind):
    return set(
        Notice.objects.filter(case__code=code, kind=kind).values_list("staff__username", flat=True)
    )


def test_the_promise_is_reminded_of_one_person_higher_each_time(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.wait(hours=23, minutes=59)
    assert api.reminders_run(now=world.now) == 0
    world.wait(minutes=1)
    assert api.reminders_run(now=world.now) == 1
    assert noticed_usernames(code, "stage1") >= {"roads.officer", "roads.officer2"}
    assert "roads.head" not in noticed_usernames(code, "stage1")
    world.wait(hours=12)
    api.reminders_run(now=world.now)
    assert noticed_usernames(code, "stage2") >= {"roads.head"}
    world.wait(hours=8)
    api.reminders_run(now=world.now)
    assert "mayors-office.head" in noticed_usernames(code, "stage3")
    world.wait(hours=4)
    api.reminders_run(now=world.now)
    assert {"roads.officer", "roads.head", "mayors-office.head"} <= noticed_usernames(
        code, "overdue"
    )
    assert world.case(code).history[-1].event == "case:promise:miss"


@pytest.mark.server
def test_running_twice_reminds_once(world):
    code = world.text("길이 파였어요")
    world.wait(hours=25)
    api.reminders_run(now=world.now)
    before = Notice.objects.count()
    api.reminders_run(now=world.now)
    assert Notice.objects.count() == before
    assert noticed_usernames(code, "stage1") >= {"clerk1"}


def test_after_an_outage_one_reminder_comes_not_four(world):
    code = world.text("길이 파였어요")
    world.wait(hours=60)
    assert api.reminders_run(now=world.now) == 1
    assert set(Notice.objects.filter(case__code=code).values_list("kind", flat=True)) == {"overdue"}


def test_an_answered_case_is_left_alone(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    world.wait(hours=60)
    assert api.reminders_run(now=world.now) == 0
    assert Case.objects.get(code=code).next_reminder_at is None


def test_an_answered_case_closes_by_itself_after_two_weeks(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    world.wait(days=13)
    assert api.answered_close(now=world.now) == 0
    world.wait(days=1, hours=1)
    assert api.answered_close(now=world.now) == 1
    assert world.case(code).row.state is CaseState.CLOSED


def test_what_is_due_is_counted_at_once(world, django_assert_num_queries):
    world.text("길이 파였어요")
    clerk = world.person("clerk1")
    world.wait(hours=49)
    # Whether anything was written since it was counted, and the count.
    with django_assert_num_queries(2):
        assert cases.counts(Act(clerk, world.now))["overdue"] == 1
    assert dt.timedelta(hours=48) < world.now - Case.objects.get().first_text_at
