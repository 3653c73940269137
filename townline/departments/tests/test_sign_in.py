import datetime as dt

import pytest

from townline.departments import api

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 0, 0, tzinfo=dt.UTC)
KEYS = ["name:clerk1", "address:127.0.0.1"]


def fail(times, now=NOW):
    for _ in range(times):
        api.sign_in_failed(keys=KEYS, now=now)


def test_nine_wrong_passwords_are_forgiven():
    fail(9)
    assert api.sign_in_blocked_until(keys=KEYS, now=NOW) is None


def test_ten_close_the_door_for_a_quarter_of_an_hour():
    fail(10)
    until = api.sign_in_blocked_until(keys=KEYS, now=NOW)
    assert until == NOW + dt.timedelta(minutes=15)
    assert api.sign_in_blocked_until(keys=KEYS, now=until + dt.timedelta(seconds=1)) is None


def test_another_name_from_the_same_address_is_closed_too():
    fail(10)
    assert api.sign_in_blocked_until(keys=["name:clerk2", KEYS[1]], now=NOW) is not None
    assert api.sign_in_blocked_until(keys=["name:clerk2", "address:::1"], now=NOW) is None


def test_the_right_password_forgets_the_wrong_ones():
    fail(9)
    api.sign_in_succeeded(keys=KEYS)
    fail(1)
    assert api.sign_in_blocked_until(keys=KEYS, now=NOW) is None
