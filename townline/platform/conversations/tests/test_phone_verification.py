"""A number typed on a page gets one code, and nothing else before the code is typed back."""

import re

import pytest

from townline.platform.conversations import api
from townline.platform.conversations.models import OutgoingText, PhoneVerification, Resident
from townline.platform.core.text import msisdn

PHONE = msisdn.parse("010-0000-0042")


def begin(world, purpose="test", phone=PHONE):
    return api.verification_begin(
        phone=phone, purpose=purpose, body="확인 번호 {code}", language="ko", now=world.now,
        payload={"plate": "12가3456"},
    )  # fmt: skip


def code():
    return re.search(r"\d{6}", OutgoingText.objects.latest("id").body)[0]


def finish(world, token, written=None, purpose="test"):
    return api.verification_finish(
        token=token, code=written or code(), purpose=purpose, now=world.now
    )


def test_the_right_code_opens_once_what_was_asked(world):
    token = begin(world)
    found = finish(world, token)
    assert (found.phone, found.payload) == (PHONE, {"plate": "12가3456"})
    assert Resident.objects.get(id=found.resident_id).verified_at == world.now
    assert finish(world, token) is None


def test_it_opens_nothing_else(world):
    token = begin(world)
    assert finish(world, token, purpose="another") is None
    assert finish(world, "0" * 32) is None


def test_full_width_digits_are_read(world):
    token = begin(world)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code())
    assert finish(world, token, wide) is not None


def test_five_wrong_ones_end_it(world):
    token, right = begin(world), code()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(5):
        assert api.verification_open(token, now=world.now)
        assert finish(world, token, wrong) is None
    assert not api.verification_open(token, now=world.now)
    assert finish(world, token, right) is None


def test_who_never_dealt_with_us_gets_one_an_hour(world):
    assert begin(world)
    world.wait(minutes=55)
    assert begin(world) is None
    world.wait(minutes=6)
    assert begin(world)
    assert OutgoingText.objects.count() == 2


@pytest.mark.parametrize("how", ["code", "text"])
def test_who_has_dealt_with_us_gets_a_few(world, how):
    if how == "text":
        world.text("가로등이 꺼졌어요", sender="01000000042")
    else:
        finish(world, begin(world))
    assert [begin(world) is not None for _ in range(6)] == [True] * 5 + [False]


def test_none_goes_to_who_said_stop(world):
    finish(world, begin(world))
    Resident.objects.update(stopped_at=world.now)
    before = OutgoingText.objects.count()
    assert begin(world) is None
    assert OutgoingText.objects.count() == before


def test_what_is_kept_is_sealed(world):
    token = begin(world)
    row = PhoneVerification.objects.get()
    assert token not in row.token_hash
    assert b"3456" not in bytes(row.payload)
    assert code() not in row.code_hash
