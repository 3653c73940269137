"""What ``townline init`` asks of a database server, on the server of the tests."""

import pytest
from django.db import connection

from tests.database import address
from townline.config.installation.database_server import is_schema_free

pytestmark = [pytest.mark.server, pytest.mark.django_db]


def test_a_schema_that_is_there_is_taken():
    url = address(connection.settings_dict["NAME"])
    assert is_schema_free(url, "another_district")
    assert not is_schema_free(url, "pg_catalog")
