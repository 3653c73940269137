import datetime as dt

import pytest

from townline import demo

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_the_demo_can_be_told_at_any_hour(district, hour):
    assert demo.build(dt.datetime(2026, 11, 25, hour, 32, 3, tzinfo=dt.UTC)) > 900
