import pytest

from townline.platform.core import district
from townline.platform.core.models import District, Holiday, Place, ResidentText
from townline.platform.departments import api as departments


@pytest.fixture
def empty(db: None):
    """Have a schema without any district: the run's own is put aside for this test."""
    models = (departments.Staff, departments.Service, District, Holiday, Place, ResidentText)
    for model in models:
        model.objects.all().delete()
    departments.Department.objects.exclude(parent=None).delete()
    departments.Department.objects.all().delete()
    district.forget()
    yield
    district.forget()
