"""Two claims of one car are proved in the same moment: one becomes firm, neither waits for ever."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection

from townline.lines.safenumbers import api
from townline.lines.safenumbers.services.leases import claims, issuing
from townline.lines.safenumbers.tests.number_plates import PHONE, issue
from townline.lines.safenumbers.tests.test_claims import SQUATTER, claim

pytestmark = pytest.mark.django_db(transaction=True)
REFUSED = (api.AlreadyIssued, api.WrongState)


@pytest.fixture
def meet(monkeypatch):
    """Let both come as far as they can before one goes on: each holds what it holds by then."""
    gate, refuse = threading.Barrier(2), claims.refuse_proved

    def refuse_and_wait(*given, **named):
        refuse(*given, **named)
        with suppress(threading.BrokenBarrierError):
            gate.wait(1)

    for module in (claims, issuing):
        monkeypatch.setattr(module, "refuse_proved", refuse_and_wait)


def at_once(*works):
    def run(work):
        try:
            return work()
        except REFUSED as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_one_of_two_is_firm_and_the_other_is_refused(world, meet):
    by, now = world.person("clerk1"), world.now
    ids = [claim(world, phone).id for phone in (PHONE, SQUATTER)]
    works = [
        lambda id_=id_: api.lease_prove(by=by, lease_id=id_, proof=api.Proof.PHOTO, now=now)
        for id_ in ids
    ]
    results = at_once(*works)
    assert sum(isinstance(each, REFUSED) for each in results) == 1
    assert sorted(api.lease_get(id_).state for id_ in ids) == ["active", "ended"]


def test_nor_do_the_counter_and_a_photo_wait_for_each_other(world, meet):
    by, now = world.person("clerk1"), world.now
    squatted = claim(world, SQUATTER).id
    results = at_once(
        lambda: issue(now),
        lambda: api.lease_prove(by=by, lease_id=squatted, proof=api.Proof.PHOTO, now=now),
    )
    assert sum(isinstance(each, REFUSED) for each in results) == 1
