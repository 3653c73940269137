"""What a clock queued that was set back since leaves now; what waits for a plan stays."""

import datetime as dt

import pytest

from townline.platform.conversations import api
from townline.platform.conversations.models import OutgoingText
from townline.platform.conversations.tests.line import START, SimulatedLink, queue
from townline.platform.core.models import Email
from townline.platform.core.outgoing import emails

DAY = dt.timedelta(days=1)
# Over a leap day, a year's end, and the two minutes that machines may differ by.
AHEAD = [dt.timedelta(minutes=6), DAY, 100 * DAY, 460 * DAY, 3650 * DAY]


def text(pk):
    return OutgoingText.objects.get(pk=pk)


def put(pk, **values):
    OutgoingText.objects.filter(pk=pk).update(**values)


@pytest.mark.server
@pytest.mark.parametrize("ahead", AHEAD)
def test_a_text_of_the_future_leaves_now(line: SimulatedLink, resident, ahead) -> None:
    pk = queue("길을 고쳤습니다", to=resident)
    put(pk, queued_at=START + ahead, not_before=START + ahead)
    assert line.claim() == []
    assert api.health(line.now).ahead == 1
    api.leases_expire(now=line.now)
    assert api.health(line.now).ahead == 0
    assert [job.text_id for job in line.claim()] == [pk]


@pytest.mark.parametrize(
    "planned", [dt.timedelta(seconds=30), 9 * dt.timedelta(hours=1), 200 * DAY]
)
def test_a_planned_text_stays(line: SimulatedLink, resident, planned) -> None:
    pk = queue("내일 갑니다", to=resident)
    put(pk, not_before=START + planned)
    api.leases_expire(now=line.now)
    assert text(pk).not_before == START + planned
    assert api.health(line.now).ahead == 0


def test_a_plan_of_the_wrong_clock_is_named_and_left_to_a_person(
    line: SimulatedLink, resident
) -> None:
    pk = queue("내일 갑니다", to=resident)
    wrong = START + 400 * DAY
    put(pk, queued_at=wrong, not_before=wrong + DAY)
    api.leases_expire(now=line.now)
    assert text(pk).not_before == wrong + DAY
    assert api.health(line.now).ahead == 1


def test_a_second_try_waits_no_longer_than_tries_do(line: SimulatedLink, resident) -> None:
    pk, soon = (queue(body, to=resident) for body in ("하나", "둘"))
    put(pk, attempts=2, not_before=START + 400 * DAY)
    put(soon, attempts=2, not_before=START + dt.timedelta(minutes=2))
    api.leases_expire(now=line.now)
    assert text(pk).not_before == line.now
    assert text(soon).not_before == START + dt.timedelta(minutes=2)


@pytest.mark.server
def test_a_lease_of_the_future_ends_and_a_live_one_stays(line: SimulatedLink, resident) -> None:
    held, live = (queue(body, to=resident) for body in ("하나", "둘"))
    line.claim()
    put(held, lease_until=START + 400 * DAY)
    api.leases_expire(now=line.now)
    assert (text(held).state, text(live).state) == ("unknown", "claimed")


@pytest.mark.server
def test_an_email_of_the_future_leaves_now(db) -> None:
    pk = emails.email_queue(to="a@example.org", subject="s", body="b", now=START + 400 * DAY)
    assert emails.email_claim(now=START) is None
    emails.OUTBOX.lapse(now=START, limit=10)
    claimed = emails.email_claim(now=START)
    assert claimed is not None
    assert claimed.pk == pk
    assert Email.objects.get(pk=pk).created_at == START
