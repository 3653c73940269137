"""Questionnaires lie in a room of their own; no table is touched (``StateOnly``)."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from townline.platform.core.database import moving


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("queues", "0009_printouts_held"),
        ("questionnaires", "0001_rooms"),
    ]

    operations: ClassVar = [
        moving.StateOnly(
            state_operations=[
                migrations.AlterField(
                    model_name="ticketanswers",
                    name="form",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="questionnaires.questionform",
                    ),
                ),
                migrations.DeleteModel(name="QuestionForm"),
            ]
        )
    ]
