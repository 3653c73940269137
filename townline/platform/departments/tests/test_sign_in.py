"""Guessing passwords stops, and shuts out nobody else."""

import datetime as dt

import pytest

from townline.platform.departments import api
from townline.platform.departments.doors import ADDRESS, NAME

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 0, 0, tzinfo=dt.UTC)
OFFICE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


def fail(times, name="clerk1", address=OFFICE):
    for _ in range(times):
        api.sign_in_failed(api.password_bounds(name, address), now=NOW)


def blocked_until(name="clerk1", address=OFFICE, now=NOW):
    return api.sign_in_blocked_until(api.password_bounds(name, address), now=now)


def test_nine_wrong_passwords_are_forgiven():
    fail(9)
    assert blocked_until() is None


def test_ten_close_the_door_for_about_a_quarter_of_an_hour():
    fail(10)
    until = blocked_until()
    assert dt.timedelta(minutes=15) <= until - NOW <= dt.timedelta(minutes=17)
    assert blocked_until(now=until) is None


def test_others_of_the_same_office_still_come_in():
    fail(10)
    assert blocked_until("clerk2") is None


def test_the_person_still_comes_in_from_elsewhere():
    fail(10)
    assert blocked_until(address=ELSEWHERE) is None


def test_a_name_in_other_letters_is_the_same():
    fail(10, name="Clerk1")
    assert blocked_until("clerk1") is not None


def test_the_right_password_forgets_the_wrong_ones():
    fail(9)
    api.sign_in_succeeded(api.password_bounds("clerk1", OFFICE))
    fail(1)
    assert blocked_until() is None


def test_guessing_one_name_from_many_addresses_stops():
    for number in range(NAME.most):
        fail(1, address=f"203.0.113.{number}")
    assert blocked_until(address=ELSEWHERE) is not None
    assert blocked_until("clerk2", address=ELSEWHERE) is None


def test_guessing_many_names_from_one_address_stops_whoever_owns_one_of_them():
    for number in range(ADDRESS.most):
        fail(1, name=f"name{number}")
        api.sign_in_succeeded(api.password_bounds("auditor", OFFICE))
    assert blocked_until("clerk2") is not None
    assert blocked_until("clerk2", address=ELSEWHERE) is None
