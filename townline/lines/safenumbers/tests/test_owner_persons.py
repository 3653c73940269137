"""What is kept of an owner is told to them, or erased, with all else of their number."""

import pytest

from townline.casework.data_protection import api as data_protection
from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import LeaseState
from townline.lines.safenumbers.models import OwnerPhone
from townline.lines.safenumbers.tests.number_plates import OTHER, PHONE, issue
from townline.platform.conversations import api as conversations

pytestmark = pytest.mark.django_db
WHY = {"reason": "본인 신청"}


def test_everything_about_a_lease_is_told(world):
    lease = issue(world.now, phones=[PHONE, OTHER])
    exported = data_protection.person_export(world.by("admin"), number=PHONE, **WHY)
    [one] = exported["safe_numbers"]
    assert one["safe_number"] == api.number_shown(lease.number)
    assert (one["car"], one["state"], one["consent"]) == ("12가 3456", "active", "2026-11")
    assert [line["event"] for line in one["history"]] == ["lease:number:issue"]


def test_an_owner_who_never_got_a_text_is_found(world):
    issue(world.now, phones=[OTHER, "02-0000-0099"])
    assert conversations.resident_find("02-0000-0099") is None
    who = data_protection.person_lookup(world.by("admin"), number="02-0000-0099")
    assert who.masked == "02-****-0099"


def test_an_erased_owner_leaves_nothing_of_their_lease(world):
    # A landline: no text to it is on its way.
    lease = issue(world.now, phones=["02-0000-0099"])
    data_protection.person_erase(world.by("admin"), number="02-0000-0099", **WHY)
    after = api.lease_get(lease.id)
    assert (after.state, after.plate_masked, after.phones) == (LeaseState.ENDED, "", 0)
    assert not api.plate_tail_fits(lease.id, "3456")
    assert not api.person_leases("02-0000-0099")


def test_one_of_several_telephones_is_taken_out_only(world):
    lease = issue(world.now, phones=[OTHER, "02-0000-0099"])
    data_protection.person_erase(world.by("admin"), number="02-0000-0099", **WHY)
    assert api.lease_get(lease.id).state is LeaseState.ACTIVE
    assert [p.value for p in api.owner_phones(lease.id)] == ["+821000000043"]
    assert OwnerPhone.objects.count() == 1
