"""Which bytes a Range asks for."""

import pytest

from townline.platform.web.maps.ranges import Unsatisfiable, requested_range


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("bytes=0-9", range(10)),
        ("bytes=90-", range(90, 100)),
        ("bytes=90-500", range(90, 100)),
        ("bytes=-10", range(90, 100)),
        ("bytes=-500", range(100)),
        ("bytes=99-99", range(99, 100)),
        # Whole: no range at all, none of bytes, several, or one that ends before it begins.
        ("", None),
        ("lines=1-2", None),
        ("bytes=0-1,5-6", None),
        ("bytes=5-1", None),
        ("bytes=-", None),
        ("bytes=0-9999999999999999999999", None),
    ],
)
def test_a_range_of_a_hundred_bytes(header, found):
    assert requested_range(header, 100) == found


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_what_lies_behind_the_end_is_refused(header):
    with pytest.raises(Unsatisfiable):
        requested_range(header, 100)
