"""Times of day as residents read them."""

import datetime as dt

import pytest

from townline.platform.core.text.times import time_words


@pytest.mark.parametrize(
    ("time", "korean", "english"),
    [
        ("00:00", "오전 0시", "12am"),
        ("00:05", "오전 0시 5분", "12:05am"),
        ("09:00", "오전 9시", "9am"),
        ("11:59", "오전 11시 59분", "11:59am"),
        ("12:00", "오후 12시", "12pm"),
        ("15:20", "오후 3시 20분", "3:20pm"),
        ("23:30", "오후 11시 30분", "11:30pm"),
    ],
)
def test_a_time_has_its_half_of_the_day_and_no_empty_minutes(time, korean, english):
    at = dt.time.fromisoformat(time)
    assert (time_words(at, "ko"), time_words(at, "en")) == (korean, english)
