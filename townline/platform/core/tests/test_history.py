import pytest
from django.db import InternalError, transaction
from django.db.utils import DatabaseError

from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.core.models import Transition

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    audit.record(
        audit.AuditEntry(
            subject="case:1", event="case:status:open", actor=audit.SYSTEM, at=clock.now()
        )
    )
    return audit.history("case:1").get()


def test_the_database_refuses_to_change_a_line(line):
    with pytest.raises((InternalError, DatabaseError), match="append_only"), transaction.atomic():
        Transition.objects.filter(id=line.id).update(reason="another")


def test_the_database_refuses_to_delete_a_line(line):
    with pytest.raises((InternalError, DatabaseError), match="append_only"), transaction.atomic():
        Transition.objects.filter(id=line.id).delete()
