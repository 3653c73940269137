import datetime as dt

import pytest

from townline.platform.core import clock


@pytest.mark.parametrize(
    ("text", "delta"),
    [
        ("PT48H", dt.timedelta(hours=48)),
        ("PT20S", dt.timedelta(seconds=20)),
        ("P1DT2H30M", dt.timedelta(days=1, hours=2, minutes=30)),
        ("P2W", dt.timedelta(weeks=2)),
        ("PT0S", dt.timedelta(0)),
    ],
)
def test_durations_are_read(text, delta):
    assert clock.parse_duration(text) == delta


@pytest.mark.parametrize("text", ["", "P", "PT", "48H", "PT-1H", "P1M", "48 hours"])
def test_other_texts_are_refused_with_an_example(text):
    with pytest.raises(ValueError, match="PT48H"):
        clock.parse_duration(text)
