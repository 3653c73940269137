"""Two moments are a span; what reads the same is said once."""

import datetime as dt

import pytest
from django.template import Context, Template

pytestmark = pytest.mark.django_db
FIRST = dt.datetime(2026, 11, 25, 5, 32, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("last", "times"),
    [(FIRST, 1), (FIRST + dt.timedelta(seconds=40), 1), (None, 1), (FIRST + dt.timedelta(1), 2)],
)
def test_one_moment_is_said_once(last, times):
    page = Template("{% between first last %}").render(Context({"first": FIRST, "last": last}))
    assert (page.count("<time"), page.count("–")) == (times, times - 1)
