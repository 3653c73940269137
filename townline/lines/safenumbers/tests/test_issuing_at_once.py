"""Many issuers at once, over a pool that runs dry: no number twice, nobody forgotten, in order."""

import datetime as dt
import itertools
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.world import START
from townline.lines.safenumbers import api
from townline.lines.safenumbers.models import Lease, SafeNumber
from townline.lines.safenumbers.rules.leases import LIVE, LeaseState
from townline.lines.safenumbers.tests.number_plates import issue, plate, small_pool
from townline.platform.core.history import audit

pytestmark = [pytest.mark.server, pytest.mark.django_db(transaction=True)]
ISSUERS = 6


def _all_at_once(works):
    """Run each work on a connection of its own, all starting at the same moment."""
    gate = threading.Barrier(len(works))

    def run(work):
        try:
            gate.wait()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [one.result() for one in [pool.submit(run, work) for work in works]]


def _issuer(cars):
    def work():
        return [issue(START, plate(car), language="ko") for car in cars]

    return work


@given(numbers=st.integers(0, 24), ends=st.integers(0, 6))
@settings(
    max_examples=6,
    # The district is the same for all examples; each begins with no numbers at all.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_number_is_leased_twice(district, numbers, ends):
    _empty()
    small_pool(numbers, days=0, now=START) if numbers else api.pools_load([], now=START)
    cars = iter(range(30))
    works = [_issuer(list(itertools.islice(cars, 5))) for _ in range(ISSUERS)]
    made = [lease for some in _all_at_once(works) for lease in some]
    given_out = [lease.number for lease in made if lease.number]
    assert max(Counter(given_out).values(), default=1) == 1
    assert len(given_out) == min(numbers, 30)
    _ends_and_serves(made, ends, numbers)


def _ends_and_serves(made, ends, numbers):
    held = [lease for lease in made if lease.number][:ends]
    for lease in held:
        api.lease_end(by=audit.SYSTEM, lease_id=lease.id, now=START)
    waiting = list(
        Lease.objects.filter(state=LeaseState.WAITING)
        .order_by("asked_at", "id")
        .values_list("id", flat=True)
    )
    _all_at_once([lambda: api.leases_run(now=START + dt.timedelta(minutes=1))] * 3)
    api.leases_run(now=START + dt.timedelta(minutes=1))
    served = set(
        Lease.objects.filter(id__in=waiting, state=LeaseState.ACTIVE).values_list("id", flat=True)
    )
    assert served == set(waiting[: len(held)])
    live = Lease.objects.filter(state__in=LIVE).values_list("number", flat=True)
    assert len(live) == len(set(live)) == min(numbers, 30 - len(held) if numbers >= 30 else numbers)
    leased = SafeNumber.objects.filter(state="leased").values_list("number", flat=True)
    assert set(leased) == set(live)


def _empty():
    Lease.objects.all().delete()
    SafeNumber.objects.all().delete()
    from townline.lines.safenumbers.models import Pool

    Pool.objects.all().delete()
