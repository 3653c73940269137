"""Looks and orders will be of any kind of object: the keys that bind them to a hazard go."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("hazards", "0001_first")]

    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="repairorder", name="hazard_one_order"),
        migrations.AlterField(
            model_name="repairorder",
            name="hazard",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="orders",
                to="hazards.hazard",
            ),
        ),
        migrations.AlterField(
            model_name="evidence",
            name="hazard",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="evidence",
                to="hazards.hazard",
            ),
        ),
    ]
