import pytest
from hypothesis import given, strategies as st

from townline.adapters.simulator.smpp import coding

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
_GSM = st.text("abc {}[]€~@\n")


@given(_TEXTS | _GSM)
def test_what_a_phone_writes_can_be_read_again(body: str):
    encoded = coding.encode(body)
    assert coding.decode(encoded.data_coding, b"".join(encoded.payloads)) == body


@given(_TEXTS | _GSM)
def test_each_payload_fits_and_can_be_read_by_itself(body: str):
    encoded = coding.encode(body * 30)
    room = {(0, True): 160, (0, False): 153, (8, True): 140, (8, False): 134}
    single = len(encoded.payloads) == 1
    for payload in encoded.payloads:
        assert len(payload) <= room[encoded.data_coding, single]
        assert "\ufffd" not in coding.decode(encoded.data_coding, payload) or "\ufffd" in body


@given(st.binary(), st.integers(0, 255))
def test_reading_never_fails(payload: bytes, data_coding: int):
    assert isinstance(coding.decode(data_coding, payload), str)


@pytest.mark.parametrize(
    ("body", "parts"),
    [("a" * 160, 1), ("a" * 161, 2), ("€" * 80, 1), ("€" * 81, 2), ("가" * 70, 1), ("가" * 71, 2)],
)
def test_limits_are_those_of_the_air(body: str, parts: int):
    assert len(coding.encode(body).payloads) == parts


def test_a_lone_surrogate_does_not_stop_a_text():
    assert coding.whole("가\ud83d나🙂") == "가?나🙂"
