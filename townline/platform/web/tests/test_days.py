"""A day of another year is written with its year."""

import datetime as dt

from django.utils import timezone, translation

from townline.platform.core import clock
from townline.platform.web.templatetags.townline import when


def test_a_day_of_another_year_names_its_year():
    now = clock.now()
    before = now - dt.timedelta(days=400)
    with translation.override("ko"):
        assert f">{timezone.localtime(before).year}. " in when(before, "day")
        assert f">{timezone.localtime(now).month}. " in when(now, "day")
    with translation.override("en"):
        assert f"{timezone.localtime(before).year}</time>" in when(before, "day")
