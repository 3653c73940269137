import pytest

from townline.adapters.simulator.tests.peers import Esme, Simulator, submit_fields

pytestmark = pytest.mark.peer
PHONE = "010-0000-0003"


def test_a_receipt_names_the_text_in_words_and_in_parameters(bound: Esme):
    answer = bound.submit(**submit_fields(PHONE, "답입니다", user_message_reference=4660))
    receipt = bound.wait("deliver_sm")
    assert receipt["esm_class"] == 0x04
    assert (receipt["id"], receipt["state"], receipt["reference"]) == (answer["id"], 2, 4660)
    assert receipt["text"].startswith(f"id:{answer['id']} sub:001 dlvrd:001 submit date:")
    assert " stat:DELIVRD err:000 " in receipt["text"]
    assert (receipt["source_addr"], receipt["destination_addr"]) == ("821000000003", "82200000100")


def test_no_receipt_unless_asked_for(bound: Esme):
    bound.submit(**submit_fields(PHONE, "조용히", registered_delivery=0))
    submitted = bound.submit(**submit_fields(PHONE, "알려 주세요"))
    assert bound.wait("deliver_sm")["id"] == submitted["id"]


def test_lost_receipts_never_come(simulator: Simulator, bound: Esme):
    simulator.trouble("lose_receipts", 1)
    bound.submit(**submit_fields(PHONE, "하나"))
    simulator.trouble("lose_receipts", 0)
    second = bound.submit(**submit_fields(PHONE, "둘"))
    assert bound.wait("deliver_sm")["id"] == second["id"]
    assert [text["body"] for text in simulator.texts(PHONE)] == ["하나", "둘"]


def test_query_sm_knows_what_was_accepted(bound: Esme):
    answer = bound.submit(**submit_fields(PHONE, "어디까지 갔나요"))
    bound.do("query", message_id=answer["id"])
    found = bound.wait("queried")
    assert (found["status"], found["state"]) == (0, 2)


@pytest.mark.parametrize("message_id", ["1", "abc", "", "9" * 40])
def test_query_sm_refuses_an_unknown_id(bound: Esme, message_id: str):
    bound.do("query", message_id=message_id)
    assert bound.wait("queried")["status"] == 0x0C
