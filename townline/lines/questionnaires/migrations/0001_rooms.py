"""The table lies in a room of its own; it is not touched (``StateOnly``)."""

from typing import ClassVar

from django.db import migrations, models

from townline.platform.core.database import moving


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar = [("queues", "0009_printouts_held")]

    operations: ClassVar = [
        moving.StateOnly(
            state_operations=[
                migrations.CreateModel(
                    name="QuestionForm",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("code", models.SlugField(max_length=40)),
                        ("version", models.PositiveIntegerField()),
                        ("definition", models.JSONField(default=dict)),
                        ("loaded_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "queues_questionform",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("code", "version"), name="question_form_once"
                            )
                        ],
                    },
                ),
            ]
        )
    ]
