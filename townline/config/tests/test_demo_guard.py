import pytest

from townline.config import prepare
from townline.platform.core.commands import CannotStart
from townline.platform.departments import api as departments

pytestmark = pytest.mark.django_db


def test_a_database_that_serves_an_office_is_never_opened_as_a_demo(district):
    people = departments.staff_ids(roles=list(departments.Role))
    with pytest.raises(CannotStart, match="--no-demo"):
        prepare.demo()
    assert departments.staff_ids(roles=list(departments.Role)) == people
