import pytest

from townline.platform.web.numbers import is_number


@pytest.mark.parametrize("written", ["0", "7", "１２", "9" * 18])
def test_what_int_reads_and_a_row_may_have(written):
    assert is_number(written)
    assert int(written) < 2**63


@pytest.mark.parametrize("written", ["", "²", "①", "-1", "1.5", " 1", "9" * 19, "9" * 5000])
def test_nothing_else(written):
    assert not is_number(written)
