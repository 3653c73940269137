"""Many callers and askers in the same moment: no token twice, no limit passed, nothing lost."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from tests.texts import texts_about
from tests.world import START
from townline.lines.safenumbers import api
from townline.lines.safenumbers.models import Call, Lease, Request, RequestPhone
from townline.lines.safenumbers.tests.number_plates import issue
from townline.platform.core.text import msisdn

pytestmark = [pytest.mark.server, pytest.mark.django_db(transaction=True)]
PEOPLE = 6


def at_once(works):
    """Run each work on a connection of its own, all from the same moment on."""
    gate = threading.Barrier(len(works))

    def run(work):
        try:
            gate.wait()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [one.result() for one in [pool.submit(run, work) for work in works]]


@pytest.fixture
def cars(world):
    """Three cars of one household: their requests share the telephones' tokens."""
    return [
        issue(START, f"12가{1000 + n}", phones=["01000000042", "01000000043"]) for n in range(3)
    ]


def _asks(cars, asker, times):
    def work():
        made = []
        for n in range(times):
            try:
                made.append(
                    api.request_make(
                        lease_id=cars[n % len(cars)].id,
                        kind="move",
                        via="qr",
                        asker=msisdn.parse(f"0100000{asker:02}{n:02}"),
                        now=START,
                    )
                )
            except api.AskingLimited:
                made.append(None)
        return made

    return work


def test_no_token_leads_to_two_requests_and_no_owner_is_asked_too_often(cars):
    results = at_once([_asks(cars, asker, 6) for asker in range(10, 10 + PEOPLE)])
    made = [each for some in results for each in some if each]
    # Five would fit each car; their owner is asked a dozen times an hour at most.
    assert len({each.token for each in made}) == len(made) == 12
    for car in cars:
        assert Request.objects.filter(lease=car.id, state="open").count() <= 5
    assert RequestPhone.objects.filter(live=True).count() == 24


def test_one_asker_gets_as_many_through_as_allowed_over_all_processes(cars):
    asker = msisdn.parse("01000000077")
    others = [issue(START, f"34나{1000 + n}", phones=[f"0100000{2000 + n}"]) for n in range(12)]

    def work(some):
        def ask():
            went = 0
            for car in some:
                try:
                    api.request_make(
                        lease_id=car.id, kind="move", via="text", asker=asker, now=START
                    )
                    went += 1
                except api.AskingLimited:
                    pass
            return went

        return ask

    assert sum(at_once([work(others[n::4]) for n in range(4)])) == 6


def test_a_flood_of_calls_gets_as_many_through_as_allowed(cars):
    number = cars[0].number

    def work():
        results = [
            api.call_begin(
                call_id=uuid4(),
                worker="w",
                trunk="t",
                dialled=number,
                caller="01000000077",
                now=START,
            )
            for _ in range(5)
        ]
        return sum(not isinstance(each, api.CallRefused) for each in results)

    assert sum(at_once([work] * PEOPLE)) == 12
    assert Call.objects.count() == 12


def test_a_walker_with_many_lines_gets_no_further(world):
    for n in range(12):
        issue(START, f"12가{1000 + n}", phones=[f"0100000{2000 + n}"])
    numbers = list(Lease.objects.values_list("number", flat=True))

    def work(number):
        def dial():
            return api.call_begin(
                call_id=uuid4(), worker="w", trunk="t", dialled=number, caller="01000000077",
                now=START,
            )  # fmt: skip

        return dial

    results = at_once([work(number) for number in numbers])
    assert sum(not isinstance(each, api.CallRefused) for each in results) == 8


def test_one_of_many_claimers_gets_an_orphan(cars):
    plan = api.call_begin(
        call_id=uuid4(), worker="dead", trunk="t", dialled=cars[0].number, caller=None, now=START
    )
    api.dialogs_keep(call_id=plan.call_id, worker="dead", dialogs=b"legs")
    api.worker_leave(worker="dead")

    def work(name):
        return lambda: api.orphans_claim(worker=name, now=START)

    claims = at_once([work(f"w{n}") for n in range(PEOPLE)])
    assert [each for some in claims for each in some] == [api.Orphan(plan.call_id, b"legs")]


def test_two_answers_at_once_leave_one(cars):
    made = api.request_make(
        lease_id=cars[0].id, kind="move", via="qr", asker=msisdn.parse("01000000077"), now=START,
        tell=True,
    )  # fmt: skip
    work = [
        lambda n=n: api.request_answer(request_id=made.id, answer=n, now=START) for n in (1, 1, 1)
    ]
    assert {each.answer for each in at_once(work)} == {1}
    assert (
        len(texts_about(f"request:{made.id.hex}")) == 2 + 1
    )  # two telephones of the owner, one answer
