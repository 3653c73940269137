"""Many texts at once: each finds its case as if it had come alone, with few statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import World
from townline.casework.cases.models import Case
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import ThreadText

pytestmark = pytest.mark.django_db


def _deliver(world: World, senders: range) -> None:
    for number in senders:
        world.deliver(f"{number}번째 문자입니다", sender=f"0100000{number:04d}")


def _texts(case: Case, direction: str) -> list[ThreadText]:
    return [t for t in conversations.thread(f"case:{case.id}") if t.direction == direction]


def _statements(world: World) -> int:
    with CaptureQueriesContext(connection) as seen:
        world.route()
    return len(seen)


def test_each_new_resident_gets_a_case_and_a_receipt_with_its_code(world: World) -> None:
    _deliver(world, range(40))
    world.route()
    cases = Case.objects.order_by("id")
    assert [case.title for case in cases] == [f"{number}번째 문자입니다" for number in range(40)]
    for case in cases:
        (text,), (receipt,) = _texts(case, "in"), _texts(case, "out")
        assert (text.resident_id, text.id) == (case.resident_id, case.last_incoming_id)
        assert case.code is not None
        assert case.code in receipt.body


def test_several_texts_of_one_new_resident_make_one_case(world: World) -> None:
    for number in range(5):
        world.deliver(f"{number}번째 문자입니다", sender="01000000042")
        _deliver(world, range(100 + number, 101 + number))
    world.route()
    assert Case.objects.count() == 6
    case = Case.objects.get(title="0번째 문자입니다")
    assert len(_texts(case, "in")) == 5
    # Three in an hour to one number, also when five texts were routed together.
    assert len(_texts(case, "out")) == 3


def test_a_case_costs_one_statement_more(world: World) -> None:
    _deliver(world, range(1))
    world.route()  # reads the district and its words
    _deliver(world, range(100, 110))
    few = _statements(world)
    _deliver(world, range(200, 240))
    assert _statements(world) - few == 30
