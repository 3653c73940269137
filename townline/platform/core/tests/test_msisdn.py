import pytest
from hypothesis import given, strategies as st

from townline.platform.core.text import msisdn


@pytest.mark.parametrize(
    ("written", "value", "kind"),
    [
        ("010-0000-0042", "+821000000042", "mobile"),
        ("+82 10 0000 0042", "+821000000042", "mobile"),
        ("+82 (0)10-0000-0042", "+821000000042", "mobile"),
        ("821000000042", "+821000000042", "mobile"),
        ("00821000000042", "+821000000042", "mobile"),
        ("0110000000", "+82110000000", "mobile"),
        ("02-0000-0100", "+82200000100", "fixed"),
        ("031-000-0000", "+82310000000", "fixed"),
        ("0504-0000-1234", "+8250400001234", "relay"),
        ("+15550000042", "+15550000042", "mobile"),
        ("1588", "1588", "other"),
        ("HANDEUL", "HANDEUL", "other"),
    ],
)
def test_numbers_are_read_as_people_and_networks_write_them(written, value, kind):
    assert msisdn.parse(written) == msisdn.Msisdn(value, kind)


def test_nothing_is_not_a_number():
    with pytest.raises(msisdn.InvalidNumber, match="empty"):
        msisdn.parse(" - ")


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        ("+821000000042", "010-****-0042"),
        ("+82200000100", "02-****-0100"),
        ("+8250400001234", "0504-****-1234"),
        ("+15550000042", "+15*****0042"),
        ("1588", "1588"),
        ("HANDEUL", "H*****L"),
    ],
)
def test_a_mask_shows_only_the_end(value, masked):
    assert msisdn.mask(value) == masked


@given(st.integers(0, 99_999_999))
def test_every_mobile_number_reads_back_the_same_however_it_is_written(number):
    value = f"+8210{number:08d}"
    assert msisdn.parse(msisdn.national(value)).value == value
    assert f"{number:08d}"[:4] not in msisdn.mask(value).replace(f"{number:08d}"[4:], "")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("010-0000-0042", True),
        ("+82 10 0000 0042", True),
        ("02-0000-0100", True),
        ("0000-0042", False),
        ("H6-0042", False),
        ("1588", False),
        ("길 010-0000-0042", False),
        ("", False),
    ],
)
def test_a_whole_number_is_told_from_part_of_one(text, whole):
    assert msisdn.is_whole(text) is whole


@given(st.text(max_size=40))
def test_no_text_breaks_reading_and_masking(text):
    try:
        found = msisdn.parse(text)
    except msisdn.InvalidNumber:
        return
    msisdn.mask(found.value)
    msisdn.national(found.value)
