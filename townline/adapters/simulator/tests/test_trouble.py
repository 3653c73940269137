import pytest

from townline.adapters.simulator.tests.peers import Esme, Simulator, submit_fields

pytestmark = pytest.mark.peer
PHONE = "010-0000-0004"


def test_a_throttled_text_is_refused_once(simulator: Simulator, bound: Esme):
    simulator.trouble("throttle")
    assert bound.submit(**submit_fields(PHONE, "바쁨"))["status"] == 0x58
    assert simulator.texts(PHONE) == []
    assert bound.submit(**submit_fields(PHONE, "바쁨"))["status"] == 0


def test_a_dropped_link_ends_at_once(simulator: Simulator, bound: Esme):
    simulator.trouble("drop")
    bound.wait("closed")
    assert simulator.http.get("/handset/api/trouble").json()["links"] == 0


def test_a_text_whose_response_is_lost_is_on_the_phone_and_gets_its_receipt(
    simulator: Simulator, bound: Esme
):
    simulator.trouble("lose_response")
    bound.do("submit", pdu=submit_fields(PHONE, "한 번", user_message_reference=77))
    bound.wait("closed")
    assert [text["body"] for text in simulator.texts(PHONE)] == ["한 번"]
    assert bound.bind(simulator.port) == 0
    assert bound.wait("deliver_sm")["reference"] == 77


def test_a_text_whose_acknowledgement_is_lost_comes_again(simulator: Simulator, bound: Esme):
    simulator.trouble("lose_acknowledgement")
    simulator.send(PHONE, "같은 문자")
    first = bound.wait("deliver_sm")
    bound.wait("closed")
    assert simulator.texts(PHONE)[0]["state"] == "sent"
    assert bound.bind(simulator.port) == 0
    assert bound.wait("deliver_sm") == first


def test_the_last_text_can_be_delivered_again(simulator: Simulator, bound: Esme):
    simulator.send(PHONE, "처음")
    simulator.send(PHONE, "마지막")
    assert bound.wait("deliver_sm")["text"] == "처음"
    last = bound.wait("deliver_sm")
    bound.do("enquire")
    bound.wait("alive")
    simulator.trouble("redeliver")
    assert bound.wait("deliver_sm") == last


@pytest.mark.parametrize(
    "wrong", [{"kind": "flood"}, {"kind": "throttle", "times": -1}, {"kind": "drop", "times": "x"}]
)
def test_an_unknown_trouble_is_refused(simulator: Simulator, wrong: dict[str, object]):
    answer = simulator.http.post("/handset/api/trouble", json=wrong)
    assert answer.status_code == 422
    assert "kind must be one of" in answer.json()["detail"]
