"""Resident registration numbers are found however they are written, and other numbers are not."""

import pytest

from townline.platform.core.redaction import mask_message
from townline.platform.core.text.personal_numbers import (
    MASK,
    has_registration_number,
    mask_registration_numbers,
)


@pytest.mark.parametrize(
    "number",
    ["900101-1234567", "9001011234567", "900101 - 1234567", "900101 1234567", "040229-3000000",
     "850731-5123456", "850731-8123456", "900101\u20131234567",
     "９００１０１-1234567"],
)  # fmt: skip
def test_a_number_is_masked(number):
    assert mask_registration_numbers(f"제 번호는 {number}입니다") == f"제 번호는 {MASK}입니다"
    assert has_registration_number(number)
    assert has_registration_number(f"가린 {MASK}")
    assert mask_message(f"번호 {number}.") == f"번호 {MASK}."


@pytest.mark.parametrize(
    "text",
    ["010-0000-1234", "02-0000-0100", "H6-0042", "901301-1234567", "900132-1234567", "20261125-33",
     "계좌 110-000-000000", "900101-123456", "1900101-12345678", ""],
)  # fmt: skip
def test_other_numbers_stay(text):
    assert mask_registration_numbers(text) == text
    assert not has_registration_number(text)
