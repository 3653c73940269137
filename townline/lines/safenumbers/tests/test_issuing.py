"""A car gets a number; one car one number; everything about its owner lies sealed."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests.texts import texts_to_all
from townline.lines.safenumbers import api
from townline.lines.safenumbers.models import Lease, OwnerPhone, SafeNumber
from townline.lines.safenumbers.rules.leases import LeaseState
from townline.lines.safenumbers.tests.number_plates import OFFICE, OTHER, PHONE, issue, small_pool

pytestmark = pytest.mark.django_db


def test_a_number_is_issued_and_found_by_every_way(world):
    lease = issue(world.now, phones=[PHONE, OTHER], fallback=OFFICE)
    assert lease.state is LeaseState.ACTIVE
    assert lease.number.startswith("05040000")
    assert len(lease.number) == 12
    assert (lease.plate_masked, lease.phones) == ("12가 **56", 3)
    assert api.lease_by_number(lease.number) == lease
    assert api.lease_by_code(lease.code) == lease
    assert api.lease_by_qr(api.qr_token(lease.id)) == lease
    phones = [phone.value for phone in api.owner_phones(lease.id)]
    assert phones == ["+821000000042", "+821000000043", "+82200000100"]
    assert api.leases_of_phone(api.owner_phones(lease.id)[1]) == (lease,)
    # A company's common number owns none of its cars.
    assert api.leases_of_phone(api.owner_phones(lease.id)[2]) == ()


def test_the_owner_is_told_the_number_and_nothing_else_of_theirs(world):
    lease = issue(world.now)
    [text] = texts_to_all()
    assert api.number_shown(lease.number) in text
    assert lease.code in text
    assert "0042" not in text
    assert "3456" not in text


def test_no_row_holds_the_owner_in_clear(world):
    lease = issue(world.now, phones=[PHONE, OTHER])
    with connection.cursor() as cursor:
        for table in ("lease", "ownerphone", "ownerlink"):
            cursor.execute(f"SELECT t::text FROM safenumbers_{table} t")  # noqa: S608 -- our names
            stored_text = " ".join(row[0] for row in cursor.fetchall())
            for secret in ("12가3456", "가3456", "1000000042", "00000042", "12가 3456"):
                assert secret not in stored_text
                assert secret.encode().hex() not in stored_text
    assert lease.plate_masked == "12가 **56"


@pytest.mark.parametrize("again", ["12가3456", "12가 3456", " 12-가-3456 ", "１２가３４５６"])
def test_a_car_has_one_number_at_most(world, again):
    issue(world.now)
    with pytest.raises(api.AlreadyIssued):
        issue(world.now, again, phones=[OTHER])
    assert Lease.objects.count() == 1


def test_a_number_cannot_be_leased_twice_by_any_writer(world):
    lease = issue(world.now)
    second = issue(world.now, "34나5678")
    with pytest.raises(IntegrityError), transaction.atomic():
        Lease.objects.filter(id=second.id).update(number=lease.number)


@pytest.mark.parametrize(
    ("phones", "fallback"),
    [([], ""), ([PHONE, "+82 10-0000-0042"], ""), ([PHONE], PHONE), (["0504-0000-1234"], ""),
     (["119"], ""), (["+1 202 000 0000"], ""), (["전화"], ""), ([PHONE] * 4, "")],
)  # fmt: skip
def test_telephones_that_calls_cannot_be_put_through_to_are_refused(world, phones, fallback):
    with pytest.raises(api.PhonesInvalid):
        issue(world.now, phones=phones, fallback=fallback)
    assert not Lease.objects.exists()
    assert not SafeNumber.objects.filter(state="leased").exists()


def test_the_last_four_characters_prove_that_one_stands_at_the_car(world):
    lease = issue(world.now)
    assert api.plate_tail_fits(lease.id, "3456")
    assert api.plate_tail_fits(lease.id, " 34 56 ")
    assert api.plate_tail_fits(lease.id, "３４５６")
    for wrong in ("3457", "", "345", "13456", "가3456", "12가3456"):
        assert not api.plate_tail_fits(lease.id, wrong)


def test_a_viewer_needs_the_power(world):
    lease = issue(world.now)
    with pytest.raises(api.NotAllowed):
        api.lease_suspend(by=world.person("roads.officer"), lease_id=lease.id, now=world.now)
    suspended = api.lease_suspend(by=world.person("clerk1"), lease_id=lease.id, now=world.now)
    assert suspended.state is LeaseState.SUSPENDED


@pytest.mark.server
def test_a_dry_pool_puts_cars_on_the_waiting_list(world):
    small_pool(2, now=world.now)
    issue(world.now, "11가1111")
    issue(world.now, "22가2222")
    waiting = issue(world.now, "33가3333")
    assert (waiting.state, waiting.number, waiting.code) == (LeaseState.WAITING, "", "")
    assert OwnerPhone.objects.filter(lease=waiting.id).count() == 1
    assert "대기 명단에" in texts_to_all()[-1]
