"""Tables of a version before 1.0 are refused, and nothing is done to them."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from townline.platform.core.commands import CannotStart
from townline.platform.processes import preparing


@pytest.mark.django_db
def test_tables_of_a_version_before_the_first_release_are_refused():
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app="core").delete()
    recorder.record_applied("core", "0001_initial")
    before = recorder.applied_migrations().keys()
    with pytest.raises(CannotStart, match=r"before 1\.0"):
        preparing.migrate()
    assert recorder.applied_migrations().keys() == before
