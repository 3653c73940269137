"""A lease and a number move along their tables only; every move is written."""

import itertools

import pytest

from tests.undone import undone
from townline.casework.cases.api import WrongState
from townline.lines.safenumbers.models import Lease, SafeNumber
from townline.lines.safenumbers.rules.leases import (
    LIVE,
    NUMBER_TRANSITIONS,
    TRANSITIONS,
    LeaseEvent,
    LeaseState,
    NumberEvent,
    NumberState,
    lease_subject,
)
from townline.lines.safenumbers.services.leases.writer import LEASES
from townline.lines.safenumbers.services.numbers import numbers_transition
from townline.lines.safenumbers.tests.number_plates import issue
from townline.platform.core.history import audit

COMPLEMENT = [p for p in itertools.product(LeaseState, LeaseEvent) if p not in TRANSITIONS]
NUMBER_COMPLEMENT = [
    p for p in itertools.product(NumberState, NumberEvent) if p not in NUMBER_TRANSITIONS
]
pytestmark = pytest.mark.django_db


@pytest.fixture
def lease(world):
    return Lease.objects.get(id=issue(world.now).id)


def test_an_allowed_move_happens_and_is_written(world, lease):
    for before, event in list(TRANSITIONS):
        with undone(before, event):
            Lease.objects.filter(id=lease.id).update(state=before)
            lease.refresh_from_db()
            LEASES.move(lease, event, actor=audit.SYSTEM, now=world.now, reason="사유")
            lease.refresh_from_db()
            after = TRANSITIONS[before, event]
            assert lease.state == after
            assert lease.ended_at == (world.now if after is LeaseState.ENDED else None)
            line = audit.history(lease_subject(lease.id)).last()
            assert (line.event, line.from_state, line.to_state, line.reason) == (
                event.tag, before, after, "사유",
            )  # fmt: skip


def test_every_other_move_is_refused_and_leaves_no_trace(world, lease):
    for before, event in COMPLEMENT:
        with undone(before, event):
            Lease.objects.filter(id=lease.id).update(state=before)
            lease.refresh_from_db()
            lines = audit.history(lease_subject(lease.id)).count()
            with pytest.raises(WrongState):
                LEASES.move(lease, event, actor=audit.SYSTEM, now=world.now)
            lease.refresh_from_db()
            assert lease.state == before
            assert audit.history(lease_subject(lease.id)).count() == lines


def test_a_number_moves_along_its_table(world):
    for before, event in list(NUMBER_TRANSITIONS):
        with undone(before, event):
            row = SafeNumber.objects.first()
            row.state = before
            row.save()
            numbers_transition([row], event=event, actor=audit.SYSTEM, now=world.now)
            row.refresh_from_db()
            assert row.state == NUMBER_TRANSITIONS[before, event]
            line = audit.history(f"number:{row.number}").get()
            assert (line.event, line.from_state) == (event.tag, before)


def test_a_number_makes_no_other_move(world):
    for before, event in NUMBER_COMPLEMENT:
        with undone(before, event):
            row = SafeNumber.objects.first()
            row.state = before
            with pytest.raises(WrongState):
                numbers_transition([row], event=event, actor=audit.SYSTEM, now=world.now)
            assert not audit.history(f"number:{row.number}").exists()


def test_a_live_lease_has_a_number(lease):
    assert lease.state in LIVE
    assert lease.number_id
