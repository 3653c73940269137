"""What happens to a lease by itself, and when it is changed, handed over or given up."""

import datetime as dt

import pytest

from tests.texts import forget, last_text_not_before, texts_to_all, texts_to_number
from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import Audience, LeaseState
from townline.lines.safenumbers.models import Lease, OwnerLink, SafeNumber
from townline.lines.safenumbers.rules.leases import lease_subject
from townline.lines.safenumbers.tests.number_plates import OTHER, PHONE, issue, plate, small_pool
from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db


def events(lease) -> list[str]:
    return [line.event for line in audit.history(lease_subject(lease.id))]


def number_state(lease) -> str:
    return SafeNumber.objects.get(number=lease.number).state


def last_text():
    return texts_to_all()[-1]


@pytest.mark.server
def test_a_lease_is_reminded_of_once_then_ends_and_its_number_rests(world):
    lease = issue(world.now)
    world.wait(days=350)
    assert api.leases_run(now=world.now) == 0
    world.wait(days=1, hours=1)
    night = world.now.replace(hour=14)  # 23:00 in Seoul
    api.leases_run(now=night)
    api.leases_run(now=night)
    assert events(lease) == ["lease:number:issue", "lease:term:remind"]
    assert "끝납니다" in last_text()
    assert last_text_not_before().hour == 23  # 8:00 in Seoul
    world.wait(days=14)
    api.leases_run(now=world.now)
    assert api.lease_get(lease.id).state is LeaseState.ENDED
    assert api.lease_by_number(lease.number) is None
    assert number_state(lease) == "resting"
    assert "기간이 끝났습니다" in last_text()
    world.wait(days=89)
    api.leases_run(now=world.now)
    assert number_state(lease) == "resting"
    world.wait(days=2)
    api.leases_run(now=world.now)
    assert number_state(lease) == "free"


def test_a_renewed_lease_goes_on(world):
    lease = issue(world.now, audience=Audience.VISITOR)
    world.wait(days=6)
    api.leases_run(now=world.now)
    api.lease_renew(by=api.OWNER, lease_id=lease.id, now=world.now)
    world.wait(days=2)
    api.leases_run(now=world.now)
    assert api.lease_get(lease.id).state is LeaseState.ACTIVE
    assert events(lease) == ["lease:number:issue", "lease:term:remind", "lease:term:renew"]


def test_a_short_lease_is_reminded_of_at_half_of_it(world):
    lease = issue(world.now, audience=Audience.VISITOR)
    row = Lease.objects.get(id=lease.id)
    assert row.expires_at - world.now == dt.timedelta(days=7)
    assert row.remind_at - world.now == dt.timedelta(days=3, hours=12)


def test_a_rotated_number_tells_for_a_while_and_then_rests(world):
    old = issue(world.now, phones=[PHONE, OTHER])
    link = api.owner_link(lease_id=old.id, now=world.now).removeprefix("/o/")
    api.hours_set(
        by=api.OWNER, lease_id=old.id, quiet_from=dt.time(22), quiet_until=dt.time(7), now=world.now
    )
    new = api.lease_rotate(by=api.OWNER, lease_id=old.id, now=world.now)
    assert new.number != old.number
    assert (new.phones, new.quiet_from, new.plate_masked) == (2, dt.time(22), old.plate_masked)
    assert api.lease_by_number(old.number).state is LeaseState.ROTATED
    assert api.owner_phones(old.id) == ()
    assert api.lease_by_owner_token(link, now=world.now).id == new.id
    assert api.lease_by_qr(api.qr_token(new.id)).id == new.id
    world.wait(days=31)
    api.leases_run(now=world.now)
    assert api.lease_by_number(old.number) is None
    assert number_state(old) == "resting"
    assert api.lease_by_number(new.number).id == new.id


def test_a_paused_lease_is_paused_after_a_rotation_too(world):
    lease = issue(world.now)
    api.lease_suspend(by=api.OWNER, lease_id=lease.id, now=world.now)
    assert api.lease_rotate(by=api.OWNER, lease_id=lease.id, now=world.now).state is (
        LeaseState.SUSPENDED
    )


def test_a_rotation_without_a_free_number_changes_nothing(world):
    small_pool(1, now=world.now)
    lease = issue(world.now)
    with pytest.raises(api.NoneFree):
        api.lease_rotate(by=api.OWNER, lease_id=lease.id, now=world.now)
    assert api.lease_by_number(lease.number) == lease
    assert events(lease) == ["lease:number:issue"]


def test_who_waits_longest_gets_the_next_number(world):
    small_pool(1, days=0, now=world.now)
    holder = issue(world.now, plate(0))
    waiting = []
    for n in (1, 2):
        world.wait(minutes=1)
        waiting.append(issue(world.now, plate(n), phones=[f"010-0000-{n:04d}"]))
    api.lease_end(by=api.OWNER, lease_id=holder.id, now=world.now)
    # A newcomer does not get past those who wait.
    world.wait(minutes=1)
    late = issue(world.now, plate(3), phones=["010-0000-0003"])
    assert late.state is LeaseState.WAITING
    api.leases_run(now=world.now)
    states = [api.lease_get(each.id).state for each in (*waiting, late)]
    assert states == [LeaseState.ACTIVE, LeaseState.WAITING, LeaseState.WAITING]
    assert "안심번호: 0504-0000-9000" in last_text()


def test_who_waits_was_promised_a_text_and_it_goes_whatever_the_hour_has_had(world):
    small_pool(1, days=0, now=world.now)
    holder = issue(world.now, plate(0))
    issue(world.now, plate(1), phones=["010-0000-0001"])
    assert "문자로 알려 드립니다" in last_text()
    mine = conversations.resident_find("01000000001")
    for _ in range(5):
        conversations.automatic_queue(resident_id=mine, body="안내", reference="", now=world.now)
    api.lease_end(by=api.OWNER, lease_id=holder.id, now=world.now)
    world.wait(minutes=1)
    api.leases_run(now=world.now)
    assert "안심번호: 0504-0000-9000" in texts_to_number("01000000001")[-1]


def test_another_car_takes_the_number_over(world):
    lease = issue(world.now)
    issue(world.now, "99하9999", phones=[OTHER])
    with pytest.raises(api.AlreadyIssued):
        api.lease_transfer(by=api.OWNER, lease_id=lease.id, plate="99하9999", now=world.now)
    api.lease_transfer(by=api.OWNER, lease_id=lease.id, plate="34나5678", now=world.now)
    assert api.plate_tail_fits(lease.id, "5678")
    assert not api.plate_tail_fits(lease.id, "3456")
    assert issue(world.now, "12가3456", phones=["010-0000-0044"]).state is LeaseState.ACTIVE


def test_a_link_ends_when_its_telephone_is_taken_away(world):
    lease = issue(world.now, phones=[PHONE, OTHER])
    api.owner_link(lease_id=lease.id, now=world.now)
    api.phones_set(by=api.OWNER, lease_id=lease.id, phones=[OTHER, PHONE], now=world.now)
    assert OwnerLink.objects.filter(lease=lease.id).exists()
    api.phones_set(by=api.OWNER, lease_id=lease.id, phones=[OTHER], now=world.now)
    assert not OwnerLink.objects.filter(lease=lease.id).exists()
    assert api.leases_of_phone(api.owner_phones(lease.id)[0])


@pytest.mark.server
def test_who_leaves_is_erased_at_once_and_who_ends_after_the_time(world):
    left, ended = issue(world.now), issue(world.now, "34나5678", phones=[OTHER])
    api.lease_end(by=api.OWNER, lease_id=left.id, now=world.now, erase=True)
    api.lease_end(by=api.OWNER, lease_id=ended.id, now=world.now)
    assert api.owner_phones(left.id) == ()
    assert not api.plate_tail_fits(left.id, "3456")
    assert api.plate_tail_fits(ended.id, "5678")
    [rule] = [rule for rule in api.lease_retention_rules() if rule.kind == "leases"]
    assert rule.sweep(world.now, 100) == 0
    assert rule.sweep(world.now + dt.timedelta(seconds=1), 100) == 1
    row = Lease.objects.get(id=ended.id)
    assert (bytes(row.plate), row.plate_masked, api.owner_phones(ended.id)) == (b"", "", ())


def test_a_range_that_is_taken_back_is_not_given_out_again(world):
    small_pool(2, days=0, now=world.now)
    lease = issue(world.now)
    api.pools_load([], now=world.now)
    assert set(SafeNumber.objects.values_list("state", flat=True)) == {"leased", "withdrawn"}
    assert api.lease_by_number(lease.number) == lease
    api.lease_end(by=api.OWNER, lease_id=lease.id, now=world.now)
    api.leases_run(now=world.now + dt.timedelta(minutes=1))
    assert number_state(lease) == "withdrawn"
    small_pool(2, days=0, now=world.now)
    api.leases_run(now=world.now + dt.timedelta(minutes=1))
    assert set(
        SafeNumber.objects.filter(number__startswith="05040000900").values_list("state", flat=True)
    ) == {"free"}


def test_quiet_hours_are_two_different_times_or_none(world):
    lease = issue(world.now)
    for begin, end in ((dt.time(22), None), (None, dt.time(7)), (dt.time(7), dt.time(7))):
        with pytest.raises(api.QuietInvalid):
            api.hours_set(
                by=api.OWNER, lease_id=lease.id, quiet_from=begin, quiet_until=end, now=world.now
            )


def test_an_owner_is_told_of_a_pause_by_the_office_and_not_of_an_own_one(world):
    lease = issue(world.now)
    forget()
    api.lease_suspend(by=api.OWNER, lease_id=lease.id, now=world.now)
    api.lease_resume(by=api.OWNER, lease_id=lease.id, now=world.now)
    assert texts_to_all() == []
    clerk = world.person("clerk1")
    api.lease_suspend(by=clerk, lease_id=lease.id, reason="이웃이 신고함", now=world.now)
    (text,) = texts_to_number("01000000042")
    assert text.startswith("[한들구 안심번호]")
    assert "잠시 멈췄습니다" in text
    assert api.number_shown(lease.number) in text
    assert "신고" not in text


def test_a_pause_that_is_refused_tells_nobody(world):
    lease = issue(world.now)
    clerk = world.person("clerk1")
    api.lease_suspend(by=clerk, lease_id=lease.id, now=world.now)
    forget()
    with pytest.raises(api.WrongState):
        api.lease_suspend(by=clerk, lease_id=lease.id, now=world.now)
    assert texts_to_all() == []
