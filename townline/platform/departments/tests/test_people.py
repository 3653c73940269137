import datetime as dt

import pytest

from townline.platform.departments import api
from townline.platform.departments.models import Staff

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 0, 0, tzinfo=dt.UTC)


def add(**values):
    given = {"username": "new", "role": "officer", "department": "roads",
             "password": "느티나무 아래 긴 길", "now": NOW}  # fmt: skip
    return api.staff_add(**(given | values))


def test_a_person_is_added(district):
    staff = add()
    assert staff.check_password("느티나무 아래 긴 길")
    viewer = api.viewer_of(staff)
    assert viewer.sees("roads")
    assert not viewer.sees("cleaning")
    assert not viewer.sees(None)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"role": "king"}, "clerk"),
        ({"department": "moon"}, "roads"),
        ({"department": None}, "--department"),
        ({"username": "mayor"}, "already"),
        ({"password": "short"}, "8"),
        ({"password": "password"}, "common|흔|일반"),
    ],
)
def test_what_is_wrong_is_named_and_nobody_is_added(district, wrong, words):
    before = Staff.objects.count()
    with pytest.raises(api.InvalidStaff, match=words):
        add(**wrong)
    assert Staff.objects.count() == before


def test_a_bureaus_head_sees_the_departments_below(district):
    staff = add(role="head", department="safety-transport-bureau")
    assert api.viewer_of(staff).departments >= {"safety-transport-bureau", "roads", "water"}


def test_an_administrator_sees_no_cases(district):
    viewer = api.viewer_of(api.staff_by_username("admin"))
    assert viewer.departments == frozenset()
    may = {"manage", "export", "erase", "data"}
    assert {power.value for power in viewer.powers} == may
