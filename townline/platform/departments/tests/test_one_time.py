import datetime as dt

import pytest
from hypothesis import given, strategies as st

from townline.platform.departments import one_time

# RFC 6238, appendix B: the secret of the SHA-1 rows, and the last six digits of theirs.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
ROWS = [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"),
        (2000000000, "279037"), (20000000000, "353130")]  # fmt: skip
NOW = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)


@pytest.mark.parametrize(("seconds", "code"), ROWS)
def test_codes_are_those_of_the_standard(seconds, code):
    step = one_time.step_of(dt.datetime.fromtimestamp(seconds, dt.UTC))
    assert one_time.code_of(SECRET, step) == code


@pytest.mark.parametrize(
    ("off", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_phones_clock_may_be_half_a_minute_off(off, right):
    secret, step = one_time.new_secret(), one_time.step_of(NOW)
    found = one_time.step_matching(secret, one_time.code_of(secret, step + off), now=NOW, after=-1)
    assert (found == step + off) is right


def test_a_code_counts_once():
    secret, step = one_time.new_secret(), one_time.step_of(NOW)
    code = one_time.code_of(secret, step)
    assert one_time.step_matching(secret, code, now=NOW, after=step) is None


def test_an_address_says_who_and_where():
    address = one_time.address_of(SECRET, account="clerk 1", issuer="한들구")
    assert address.startswith("otpauth://totp/%ED%95%9C%EB%93%A4%EA%B5%AC:clerk%201?secret=GEZD")


@given(st.sampled_from([str.lower, str.upper, lambda c: c.replace("-", " ")]))
def test_a_recovery_code_is_known_however_it_is_written(write):
    codes = one_time.new_recovery_codes()
    assert len({one_time.hash_of(code) for code in codes}) == 10
    assert one_time.hash_of(write(codes[0])) == one_time.hash_of(codes[0])
