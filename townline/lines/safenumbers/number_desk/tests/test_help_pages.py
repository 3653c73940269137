"""The duty room sees which owners cannot come, above every page, and says that it has helped."""

from uuid import uuid4

import pytest

from townline.lines.safenumbers import api
from townline.lines.safenumbers.tests.asking import ASKER, lease
from townline.platform.core import clock

pytestmark = pytest.mark.django_db
HELP = "/numbers/help/"


@pytest.fixture
def task(world):
    world.now = clock.now()
    car = lease(world)
    plan = api.call_begin(
        call_id=uuid4(), worker="w1", trunk="t", dialled=car.number, caller=ASKER, now=world.now
    )
    api.call_help(call_id=plan.call_id, now=world.now)
    return api.help_tasks_open()[0]


def test_only_the_front_desk_looks(world, visit, task):
    assert visit().get(HELP).status_code == 302
    assert visit("roads.officer").get(HELP).status_code == 403
    assert "도움을 기다립니다" not in visit("roads.officer").get("/cases/").content.decode()


def test_a_to_do_stands_above_every_page_until_it_is_done(world, visit, task):
    desk = visit("clerk1")
    assert "도움을 기다립니다: 1건" in desk.get("/numbers/").content.decode()
    page = desk.get(HELP).content.decode()
    assert task.plate in page
    assert "0077" not in page
    assert desk.post(HELP, {"done": str(task.id)}).status_code == 302
    assert "도움을 기다립니다" not in desk.get("/numbers/").content.decode()
    assert task.plate not in desk.get(HELP).content.decode()


def test_what_is_no_to_do_is_refused(world, visit, task):
    desk = visit("clerk1")
    assert desk.post(HELP, {"done": "x"}).status_code == 422
    assert desk.post(HELP, {"done": str(uuid4())}).status_code == 302
    assert api.help_tasks_count() == 1
