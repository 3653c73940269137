import pytest

from townline.adapters.simulator.tests.peers import Esme, Simulator, submit_fields

pytestmark = pytest.mark.peer
PHONE = "010-0000-0002"


def test_a_text_shows_on_the_phone(simulator: Simulator, bound: Esme):
    answer = bound.submit(**submit_fields(PHONE, "[한들구] 오늘 고쳤습니다 🙂"))
    assert answer["status"] == 0
    (text,) = simulator.texts(PHONE)
    assert (text["direction"], text["body"]) == ("received", "[한들구] 오늘 고쳤습니다 🙂")
    assert text["state"] == "arrived"


def test_an_address_in_it_opens(simulator: Simulator, bound: Esme):
    bound.submit(**submit_fields(PHONE, "자세히 보기 https://town.example/c/1a2b"))
    page = simulator.http.get("/handset/phones/market/").text
    assert '<a href="https://town.example/c/1a2b"' in page


def test_each_text_has_an_id_of_its_own(bound: Esme):
    first = bound.submit(**submit_fields(PHONE, "하나"))["id"]
    assert first.isdigit()
    assert bound.submit(**submit_fields(PHONE, "하나"))["id"] != first


@pytest.mark.parametrize("address", ["82212345678", "821012345678", "", "15881588"])
def test_a_number_that_is_no_virtual_phone_is_refused(bound: Esme, address: str):
    answer = bound.submit(**submit_fields(PHONE, "잘못", destination_addr=address))
    assert (answer["status"], answer["id"]) == (0x0B, "")


@pytest.mark.parametrize(
    ("data_coding", "codec"), [(0, "ascii"), (3, "latin-1"), (8, "utf-16-be"), (0x84, "cp949")]
)
def test_alphabets_are_read(simulator: Simulator, bound: Esme, data_coding: int, codec: str):
    words = {"latin-1": "Grüße", "cp949": "똠방각하 펲"}.get(codec, "plain")
    bound.submit(**submit_fields(PHONE, "", data_coding=data_coding, hex=words.encode(codec).hex()))
    assert simulator.texts(PHONE)[0]["body"] == words


def test_parts_are_joined_whatever_their_order(simulator: Simulator, bound: Esme):
    words = ["첫째 부분 ", "둘째 부분 ", "셋째 부분"]
    for number in (3, 1, 2):
        assert simulator.texts(PHONE) == []
        bound.submit(
            **submit_fields(
                PHONE,
                words[number - 1],
                esm_class=0x40,
                udh=f"00032a030{number}",
            )
        )
    (text,) = simulator.texts(PHONE)
    assert (text["body"], text["parts"]) == ("".join(words), 3)


def test_a_pair_split_between_parts_is_whole_again(simulator: Simulator, bound: Esme):
    octets = "🙂".encode("utf-16-be").hex()
    bound.submit(**submit_fields(PHONE, "", hex=octets[:4], esm_class=0x40, udh="080412340201"))
    bound.submit(**submit_fields(PHONE, "", hex=octets[4:], esm_class=0x40, udh="080412340202"))
    assert simulator.texts(PHONE)[0]["body"] == "🙂"


def test_two_phones_with_one_reference_stay_apart(simulator: Simulator, bound: Esme):
    other = "010-0000-0003"
    bound.submit(**submit_fields(PHONE, "가", esm_class=0x40, udh="0003070201"))
    bound.submit(**submit_fields(other, "나", esm_class=0x40, udh="0003070202"))
    assert simulator.texts(PHONE) == simulator.texts(other) == []
    bound.submit(**submit_fields(PHONE, "다", esm_class=0x40, udh="0003070202"))
    assert simulator.texts(PHONE)[0]["body"] == "가다"


def test_parts_named_by_parameters_are_joined(simulator: Simulator, bound: Esme):
    for number, words in enumerate(["앞", "뒤"], 1):
        sar = {"sar_msg_ref_num": 7, "sar_total_segments": 2, "sar_segment_seqnum": number}
        bound.submit(**submit_fields(PHONE, words, **sar))
    assert simulator.texts(PHONE)[0]["body"] == "앞뒤"


def test_a_text_in_message_payload_is_shown(simulator: Simulator, bound: Esme):
    bound.submit(destination_addr="821000000002", data_coding=8, message_payload="긴 문자 " * 60)
    assert simulator.texts(PHONE)[0]["body"] == "긴 문자 " * 60


def test_every_accepted_segment_can_be_counted(simulator: Simulator, bound: Esme):
    answer = bound.submit(**submit_fields(PHONE, "한 번만", user_message_reference=513))
    (segment,) = simulator.segments(PHONE)
    assert segment["message_id"] == answer["id"]
    assert (segment["user_message_reference"], segment["body"]) == (513, "한 번만")
