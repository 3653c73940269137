"""What ``townline init`` asks of a database server and makes there, on the server of the tests."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from tests.database import address, admin_address
from townline.config.installation.database_server import create, is_schema_free, new_url, problem
from townline.platform.core.commands import CannotStart

pytestmark = [pytest.mark.server, pytest.mark.django_db]


@pytest.fixture
def district() -> Iterator[str]:
    """A name that no other run uses; its role and database are dropped afterwards."""
    name = f"init{os.getpid()}"
    yield name
    made = sql.Identifier(f"townline_{name}")
    with psycopg.connect(admin_address(), autocommit=True) as link:
        link.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(made))
        link.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(made))


def test_a_schema_that_is_there_is_taken():
    url = address(connection.settings_dict["NAME"])
    assert is_schema_free(url, "another_district")
    assert not is_schema_free(url, "pg_catalog")


def test_role_and_database_are_made_and_can_be_used(district):
    url = new_url(admin_address(), district)
    assert problem(url)
    create(admin_address(), url)
    assert problem(url) == ""
    assert is_schema_free(url, "townline")
    with psycopg.connect(url) as link:
        rights = link.execute("SELECT pg_has_role('pg_checkpoint', 'member')").fetchone()
    assert rights == (True,)


def test_a_second_creation_gives_the_role_its_password_again(district):
    url = new_url(admin_address(), district)
    create(admin_address(), url)
    role = sql.Identifier(f"townline_{district}")
    with psycopg.connect(admin_address(), autocommit=True) as link:
        link.execute(sql.SQL("ALTER ROLE {} PASSWORD 'another'").format(role))
    assert problem(url)
    create(admin_address(), url)
    assert problem(url) == ""


def test_names_that_are_there_are_refused(district):
    create(admin_address(), new_url(admin_address(), district))
    with pytest.raises(CannotStart, match=f"townline_{district} already"):
        new_url(admin_address(), district)
