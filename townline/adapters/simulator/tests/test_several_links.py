from collections.abc import Iterator

import pytest

from townline.adapters.simulator.tests.peers import Esme, Simulator

pytestmark = pytest.mark.peer
PHONE = "010-0000-0001"


@pytest.fixture
def second(simulator: Simulator) -> Iterator[Esme]:
    peer = Esme()
    assert peer.bind(simulator.port) == 0
    yield peer
    peer.stop()


def test_texts_take_turns(simulator: Simulator, bound: Esme, second: Esme):
    simulator.send(PHONE, "하나")
    simulator.send(PHONE, "둘")
    got = [bound.wait("deliver_sm")["text"], second.wait("deliver_sm")["text"]]
    assert sorted(got) == ["둘", "하나"]


def test_what_one_link_leaves_the_other_gets(simulator: Simulator, bound: Esme, second: Esme):
    for peer in (bound, second):
        peer.manner("hold")
    simulator.send(PHONE, "하나")
    simulator.send(PHONE, "둘")
    left = bound.wait("deliver_sm")
    other_delivery = second.wait("deliver_sm")
    bound.do("drop")
    assert second.wait("deliver_sm") == left
    assert left["text"] != other_delivery["text"]
