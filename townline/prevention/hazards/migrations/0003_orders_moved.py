"""Orders and looks lie in a room of their own; no table is touched (``StateOnly``)."""

from typing import ClassVar

from django.db import migrations

from townline.platform.core.database import moving


class Migration(migrations.Migration):
    dependencies: ClassVar = [("hazards", "0002_looks_apart"), ("work_orders", "0001_rooms")]

    operations: ClassVar = [
        moving.StateOnly(
            state_operations=[
                migrations.DeleteModel(name="EvidencePhoto"),
                migrations.DeleteModel(name="Evidence"),
                migrations.DeleteModel(name="RepairOrder"),
                migrations.DeleteModel(name="Contractor"),
            ]
        )
    ]
