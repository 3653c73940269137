"""Looks at what people answered while they waited are among those that the index holds."""

from typing import ClassVar

from django.db import migrations, models

_BEFORE = (
    "resident:number:reveal",
    "number_lookup",
    "number_reveal",
    "person_export",
    "person_erase",
    "resident:block",
    "resident:unblock",
    "privacy_export",
    "sender_block",
    "sender_unblock",
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("core", "0005_looks")]

    operations: ClassVar = [
        migrations.RemoveIndex(model_name="transition", name="transition_looks"),
        migrations.AddIndex(
            model_name="transition",
            index=models.Index(
                condition=models.Q(("event__in", (*_BEFORE, "ticket:answers"))),
                fields=["-at", "-id"],
                name="transition_looks",
            ),
        ),
    ]
