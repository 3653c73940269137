"""A day of another year is written with its year."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from townline.platform.core import clock
from townline.platform.web.templatetags.townline import resident_day, when


def test_a_day_of_another_year_names_its_year():
    now = clock.now()
    before = now - dt.timedelta(days=400)
    with translation.override("ko"):
        assert f">{timezone.localtime(before).year}. " in when(before, "day")
        assert f">{timezone.localtime(now).month}. " in when(now, "day")
    with translation.override("en"):
        assert f"{timezone.localtime(before).year}</time>" in when(before, "day")


@pytest.mark.django_db
def test_residents_read_the_year_of_another_year(world):
    with translation.override("ko"):
        assert resident_day(dt.date(2025, 9, 26)) == "2025년 9월 26일(금)"
        assert resident_day(world.now.date()) == "11월 25일(수)"
    with translation.override("en"):
        assert resident_day(dt.date(2025, 9, 26)) == "Fri 26 Sep 2025"
