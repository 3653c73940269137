import datetime as dt

import pytest

from tests.amount import ALL
from townline import demo

pytestmark = pytest.mark.django_db
# Midnight in Seoul; noon is that of tests/test_demo.py.
HOURS = range(0, 24, 3) if ALL else [15]


@pytest.mark.parametrize("hour", HOURS)
def test_the_demo_can_be_told_at_any_hour(district, hour):
    assert demo.build(dt.datetime(2026, 11, 25, hour, 32, 3, tzinfo=dt.UTC)) > 900
