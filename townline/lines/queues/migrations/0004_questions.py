"""Questionnaires of queues, and the answers of those who wait."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("queues", "0003_printers")]

    operations: ClassVar = [
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
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version"), name="question_form_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="TicketAnswers",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
                ("saved_at", models.DateTimeField()),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="queues.questionform"
                    ),
                ),
                (
                    "ticket",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="queues.ticket",
                    ),
                ),
            ],
        ),
    ]
