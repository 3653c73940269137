"""To-dos of the duty room where an owner cannot come."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

_OPEN = models.Q(("state", "open"))


class Migration(migrations.Migration):
    dependencies = [("safenumbers", "0002_call_leases")]

    operations = [
        migrations.CreateModel(
            name="HelpTask",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False),
                ),
                ("state", models.CharField(default="open", max_length=6)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "call",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="help_tasks",
                        to="safenumbers.call",
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="help_tasks",
                        to="safenumbers.lease",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="help_tasks",
                        to="safenumbers.request",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=_OPEN, fields=["made_at"], name="help_task_open"),
                    models.Index(fields=["made_at"], name="help_task_age"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=_OPEN, fields=("request",), name="help_task_of_request_once"
                    ),
                    models.UniqueConstraint(
                        condition=_OPEN, fields=("call",), name="help_task_of_call_once"
                    ),
                ],
            },
        ),
    ]
