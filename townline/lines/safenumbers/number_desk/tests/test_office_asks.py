"""The office asks an owner itself, also in quiet hours; the reason stays in the history."""

import datetime as dt

import pytest

from townline.lines.safenumbers import api
from townline.lines.safenumbers.tests.number_plates import issue
from townline.lines.safenumbers.tests.outside_pages import page, read, text_to
from townline.platform.core.models import Transition

pytestmark = pytest.mark.django_db


@pytest.fixture
def lease(world):
    lease = issue(world.now)
    day = {"quiet_from": dt.time(0, 30), "quiet_until": dt.time(23)}
    api.hours_set(by=api.OWNER, lease_id=lease.id, now=world.now, **day)
    world.send()
    return lease


def test_the_owner_is_told_at_once_and_the_reason_kept(world, visit, lease):
    desk, path = visit("clerk1"), f"/numbers/{lease.id}/ask"
    assert path in page(desk, f"/numbers/{lease.id}/")
    done = desk.post(path, {"kind": "move", "reason": "소방차가 못 지나갑니다"})
    assert done.status_code == 302
    assert "12가 **56" in text_to(world, "0042")
    assert Transition.objects.get(event="request:contact:urge").reason == "소방차가 못 지나갑니다"
    assert "응답 대기" in page(desk, path)
    (row,) = api.requests_of(lease.id)
    api.request_answer(request_id=row.id, answer=1, now=world.now)
    assert "지금 갑니다" in page(desk, path)


@pytest.mark.parametrize(
    ("sent", "field"), [({"kind": "move", "reason": " "}, "reason"), ({"kind": "x"}, "kind")]
)
def test_a_reason_and_a_matter_are_needed(visit, lease, sent, field):
    html = read(visit("clerk1").post(f"/numbers/{lease.id}/ask", sent), 422)
    assert f'href="#{field}"' in html
    assert api.requests_of(lease.id) == ()


def test_a_paused_number_is_left_alone(world, visit, lease):
    api.lease_suspend(by=api.OWNER, lease_id=lease.id, now=world.now)
    sent = {"kind": "move", "reason": "까닭"}
    assert visit("clerk1").post(f"/numbers/{lease.id}/ask", sent).status_code == 422


def test_only_who_keeps_numbers_asks(visit, lease):
    path = f"/numbers/{lease.id}/ask"
    assert visit("roads.officer").post(path, {"kind": "move", "reason": "x"}).status_code == 403
    assert visit().post(path, {"kind": "move", "reason": "x"}).status_code == 401
    assert api.requests_of(lease.id) == ()
