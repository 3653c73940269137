"""What is sealed for a browser is read by it alone, as RFC 8291 shows by example."""

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, strategies as st

from townline.adapters.webpush import open_sealed, seal_message
from townline.adapters.webpush.sealing import MOST, RECORD, public_point
from townline.adapters.webpush.tests.service import AUTH, data

BROWSER = ec.generate_private_key(ec.SECP256R1())
POINT = public_point(BROWSER.public_key())
# RFC 8291, section 5 and appendix A.
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
RECEIVER = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
SECRET, SALT = "BTBZMqHH6r4Tts7J_aSIgg", "DGv6ra1nlYgDCS1FRnbzlw"
SHOWN = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS"
    "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qu"
    "lcy4a-fN"
)


def key(value):
    return ec.derive_private_key(int.from_bytes(data(value)), ec.SECP256R1())


def test_the_example_of_the_standard_comes_out_to_the_byte():
    words = b"When I grow up, I want to be a watermelon"
    point = public_point(key(RECEIVER).public_key())
    body = seal_message(words, point=point, auth=data(SECRET), ours=key(SENDER), salt=data(SALT))
    assert body == data(SHOWN)
    assert open_sealed(body, browser=key(RECEIVER), auth=data(SECRET)) == words


@given(st.binary(max_size=200))
def test_what_goes_in_comes_out(words):
    body = seal_message(words, point=POINT, auth=AUTH)
    assert open_sealed(body, browser=BROWSER, auth=AUTH) == words


def test_the_longest_message_fills_one_record_and_a_longer_one_is_refused():
    assert len(seal_message(b"x" * MOST, point=POINT, auth=AUTH)) == RECORD
    with pytest.raises(ValueError, match=str(MOST)):
        seal_message(b"x" * (MOST + 1), point=POINT, auth=AUTH)


def test_another_browser_reads_nothing():
    body = seal_message(b"x", point=POINT, auth=AUTH)
    with pytest.raises(InvalidTag):
        open_sealed(body, browser=ec.generate_private_key(ec.SECP256R1()), auth=AUTH)
    with pytest.raises(InvalidTag):
        open_sealed(body, browser=BROWSER, auth=bytes(16))
