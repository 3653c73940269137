"""Counts by language and channel beside those by dong, in one table."""

from django.db import migrations, models

_COPY = """
INSERT INTO insights_figuregroup (grain, day, department, by, value, came, kept, late,
  answered, declined, reopened)
SELECT grain, day, department, 'dong', dong, came, kept, late, 0, 0, 0 FROM insights_figureplace
"""
_BACK = """
INSERT INTO insights_figureplace (grain, day, department, dong, came, kept, late)
SELECT grain, day, department, value, came, kept, late FROM insights_figuregroup WHERE by = 'dong'
"""
# The next hourly run counts all days anew; until then pages read what is there.
_ANEW = "UPDATE core_mark SET at = '2000-01-01T00:00:00Z' WHERE name = 'figures'"
_COUNTS = ("came", "kept", "late", "answered", "declined", "reopened")


class Migration(migrations.Migration):
    dependencies = [("insights", "0001_initial"), ("core", "0002_mark")]

    operations = [
        migrations.CreateModel(
            name="FigureGroup",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "grain",
                    models.CharField(choices=[("day", "Day"), ("month", "Month")], max_length=5),
                ),
                ("day", models.DateField()),
                ("department", models.CharField(blank=True, max_length=40)),
                ("by", models.CharField(max_length=8)),
                ("value", models.CharField(blank=True, max_length=60)),
                *((name, models.PositiveIntegerField(default=0)) for name in _COUNTS),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("by", "grain", "day", "department", "value"),
                        name="figure_group_once",
                    )
                ],
            },
        ),
        migrations.RunSQL(_COPY, _BACK),
        migrations.RunSQL(_ANEW, _ANEW),
        migrations.DeleteModel(name="FigurePlace"),
    ]
