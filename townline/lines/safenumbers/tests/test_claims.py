"""Whose car it is: a claim yields to whoever proved it."""

import pytest

from townline.lines.safenumbers import api
from townline.lines.safenumbers.models import Lease
from townline.lines.safenumbers.rules.leases import lease_subject
from townline.lines.safenumbers.tests.asking import texts_to_number
from townline.lines.safenumbers.tests.number_plates import PHONE, issue, lease_request
from townline.platform.core.history.audit import history

pytestmark = pytest.mark.django_db
SQUATTER = "010-0000-0099"


def claim(world, phone):
    return api.lease_issue(
        by=api.OWNER, wish=lease_request(phones=[phone]), via=api.Via.WEB, now=world.now
    )


@pytest.fixture
def squatted(world):
    return claim(world, SQUATTER)


def test_the_counter_gives_an_owner_their_number_and_the_squatters_ends_with_a_notice(
    world, squatted
):
    mine = issue(world.now)
    assert mine.proved
    assert api.lease_get(squatted.id).state is api.LeaseState.ENDED
    assert "주인을 확인하여" in texts_to_number(SQUATTER.replace("-", ""))[-1]
    line = history(lease_subject(squatted.id)).get(event="lease:number:cancel")
    assert line.reason


@pytest.mark.parametrize("proof", api.Proof)
def test_a_claim_becomes_firm_when_a_person_looked_at_the_proof(world, squatted, proof):
    mine, clerk = claim(world, PHONE), world.person("clerk1")
    assert {mine.state, api.lease_get(squatted.id).state} == {api.LeaseState.ACTIVE}
    after = api.lease_prove(by=clerk, lease_id=mine.id, proof=proof, now=world.now)
    assert after.proved
    assert api.lease_get(squatted.id).state is api.LeaseState.ENDED
    line = history(lease_subject(mine.id)).get(event="lease:owner:verify")
    assert (line.data["how"], line.actor_label) == (proof, clerk.actor.label)


def test_who_proved_a_car_is_not_pushed_out_by_another(world):
    mine, other = issue(world.now), claim(world, SQUATTER)
    with pytest.raises(api.AlreadyIssued):
        api.lease_prove(
            by=world.person("clerk1"), lease_id=other.id, proof=api.Proof.PHOTO, now=world.now
        )
    with pytest.raises(api.AlreadyIssued):
        issue(world.now, phones=[SQUATTER])
    assert api.lease_get(mine.id).state is api.LeaseState.ACTIVE


def test_proving_needs_the_power(world, squatted):
    with pytest.raises(api.NotAllowed):
        api.lease_prove(
            by=world.person("roads.officer"), lease_id=squatted.id, proof=api.Proof.PHOTO,
            now=world.now,
        )  # fmt: skip


def test_a_changed_number_stays_as_firm_as_it_was(world):
    mine = issue(world.now)
    assert api.lease_rotate(by=api.OWNER, lease_id=mine.id, now=world.now).proved


def test_each_lease_has_a_code_of_its_own_for_the_photo(world, squatted):
    mine = claim(world, PHONE)
    codes = {api.proof_code(each.id) for each in (mine, squatted)}
    assert len(codes) == 2
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert not codes & {mine.code, squatted.code}


def test_the_desk_verifies_on_the_page_and_the_owner_sees_the_code(world, visit, squatted):
    page = visit("clerk1").get(f"/numbers/{squatted.id}/").content.decode()
    assert api.proof_code(squatted.id) in page
    visit("clerk1").post(f"/numbers/{squatted.id}/prove/", {"how": "photo"})
    assert Lease.objects.get(id=squatted.id).proved_at is not None
    page = visit("clerk1").get(f"/numbers/{squatted.id}/").content.decode()
    assert api.proof_code(squatted.id) not in page
