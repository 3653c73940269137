import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        ("departments", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="BriefingStop",
            fields=[
                (
                    "staff",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "briefings_stop",
            },
        ),
        migrations.CreateModel(
            name="Briefing",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("week", models.PositiveSmallIntegerField()),
                ("made_at", models.DateTimeField()),
                ("facts", models.JSONField(default=list)),
            ],
            options={
                "db_table": "briefings_briefing",
                "constraints": [
                    models.UniqueConstraint(fields=("year", "week"), name="briefing_once")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="briefing",
            trigger=pgtrigger.compiler.Trigger(
                name="as_it_was_said",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="c69e451606d5fde97ee1cd683cf3296d0394b6af",
                    operation="UPDATE",
                    pgid="pgtrigger_as_it_was_said_08085",
                    table="briefings_briefing",
                    when="BEFORE",
                ),
            ),
        ),
    ]
