"""What is kept of callers and askers comes under new keys, and is found by them."""

from dataclasses import replace
from uuid import uuid4

import pytest

from townline.lines.safenumbers import api
from townline.lines.safenumbers.models import Call, NumberBlock, Request, RequestPhone
from townline.lines.safenumbers.sealing import call_tables
from townline.lines.safenumbers.tests.asking import ASKER, OWNER, ask, lease, receive_text
from townline.platform.core.keys import crypto
from townline.platform.core.keys.crypto import Phase
from townline.platform.core.keys.sealed import rewrite, stale_count

pytestmark = pytest.mark.django_db


@pytest.fixture
def encrypted_rows(world):
    """One of everything that lies under the keys."""
    car = lease(world)
    made = ask(world, car)
    api.number_block(by=api.OWNER, number="01000000099", reason="x", until=None, now=world.now)
    plan = api.call_begin(
        call_id=uuid4(), worker="w", trunk="t", dialled=car.number, caller=ASKER, now=world.now
    )
    api.dialogs_keep(call_id=plan.call_id, worker="w", dialogs=b"legs")
    return made


def test_new_keys_open_and_find_everything(world, encrypted_rows, monkeypatch):
    old = crypto.ring()
    new = replace(
        old,
        current="k9",
        field={**old.field, "k9": b"9" * 32},
        lookup_current="l9",
        lookups={**old.lookups, "l9": b"8" * 32},
        phase=Phase.REWRITING,
    )
    monkeypatch.setattr(crypto, "ring", lambda: new)
    # In the middle of the change owners' replies are understood, and blocks hold.
    receive_text(world, f"{encrypted_rows.token} 1")
    assert api.request_get(encrypted_rows.id).answer == 1
    assert api.is_blocked("+821000000099", lease_id=None, now=world.now)
    for table in call_tables():
        assert stale_count(table) == 1
        for _ in rewrite(table):
            pass
        assert stale_count(table) == 0
    assert bytes(Call.objects.get().caller_lookup) == new.lookup_of("+821000000077")
    assert new.unseal(Call.objects.get().dialogs) == b"legs"
    assert new.decrypt(Request.objects.get().asker) == "+821000000077"
    assert new.decrypt(RequestPhone.objects.get().number) == "+82" + OWNER[1:]
    assert bytes(NumberBlock.objects.get().number_lookup) == new.lookup_of("+821000000099")
