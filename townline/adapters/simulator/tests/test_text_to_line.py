import pytest

from townline.adapters.simulator.tests.peers import Esme, Simulator

pytestmark = pytest.mark.peer
PHONE = "010-0000-0001"
LONG = "느티시장 앞 도로가 파였어요 🕳️ 밤에는 안 보여서 위험합니다. " * 12


def test_korean_and_emoji_arrive_in_ucs2(simulator: Simulator, bound: Esme):
    text_id = simulator.send(PHONE, "도로가 파였어요 🙂")
    got = bound.wait("deliver_sm")
    assert got["text"] == "도로가 파였어요 🙂"
    assert got["data_coding"] == 8
    assert (got["source_addr"], got["source_ton"]) == ("821000000001", 1)
    assert got["destination_addr"] == "82200000100"
    assert (got["esm_class"], got["udh"], got["id"]) == (0, [], str(text_id))


def test_english_arrives_in_gsm_7_bit_with_its_extension(simulator: Simulator, bound: Esme):
    simulator.send(PHONE, "Cost: {10 €} @home ~")
    got = bound.wait("deliver_sm")
    assert (got["text"], got["data_coding"]) == ("Cost: {10 €} @home ~", 0)


def test_a_long_text_is_split_by_a_header(simulator: Simulator, bound: Esme):
    simulator.send(PHONE, LONG)
    parts = simulator.texts(PHONE)[0]["parts"]
    got = [bound.wait("deliver_sm") for _ in range(parts)]
    assert parts > 5
    assert "".join(part["text"] for part in got) == LONG
    assert {part["esm_class"] for part in got} == {0x40}
    headers = [bytes.fromhex(part["udh"][0]) for part in got]
    assert [header[-1] for header in headers] == list(range(1, parts + 1))
    assert {header[-2] for header in headers} == {parts}


def test_the_bubble_says_when_the_line_has_the_text(simulator: Simulator, esme: Esme):
    simulator.send(PHONE, "안녕하세요")
    assert simulator.texts(PHONE)[0]["state"] == "sent"
    esme.bind(simulator.port)
    esme.wait("deliver_sm")
    esme.do("enquire")  # answered after the response to the text was read
    esme.wait("alive")
    assert simulator.texts(PHONE)[0]["state"] == "taken"


def test_a_refusal_for_good_shows_and_is_not_repeated(simulator: Simulator, bound: Esme):
    bound.manner(0x0B)
    simulator.send(PHONE, "받지 마세요")
    bound.wait("deliver_sm")
    bound.do("enquire")
    bound.wait("alive")
    assert simulator.texts(PHONE)[0]["state"] == "refused"


def test_a_line_that_is_busy_gets_the_text_again(simulator: Simulator, bound: Esme):
    bound.manner(0x58)
    simulator.send(PHONE, "바쁘신가요")
    first = bound.wait("deliver_sm")
    bound.manner("ok")
    assert bound.wait("deliver_sm") == first


def test_an_empty_text_and_one_of_ten_thousand_signs_go_through(simulator: Simulator, bound: Esme):
    simulator.send(PHONE, "")
    assert bound.wait("deliver_sm")["text"] == ""
    simulator.send(PHONE, "가" * 10_000)
    parts = simulator.texts(PHONE)[1]["parts"]
    assert "".join(bound.wait("deliver_sm")["text"] for _ in range(parts)) == "가" * 10_000
