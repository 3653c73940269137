"""Updates and their recipients are broadcasts now: the rows go along, there and back.

Back, they stay among the broadcasts too, and forward again what was changed in between counts.
"""

import django.db.models.deletion
from django.db import migrations, models

_ROW = (
    "state, bodies, urgent, version, author_id, written_at, submitted_by_id, submitted_at, hash,"
    " approved_by_id, on_behalf, approved_at, leaves_at, next_at, finished_at"
)
_NEW = ", ".join(f"excluded.{name.strip()}" for name in _ROW.split(","))
_ONE = "resident_id, case_id, language, text_id, leaves_at, outcome"
# What is checked at the end of the transaction is checked here, or the tables could not be
# altered after it.
_CHECKED = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;"
_JOB = "UPDATE procrastinate_jobs SET task_name = '{1}' WHERE task_name = '{0}';"
_JOBS = (
    "townline.prevention.incidents.tasks.send_updates",
    "townline.prevention.broadcasts.tasks.send_broadcasts",
)


def _numbers(table: str, *, beyond: str) -> str:
    """Let the next number of a table be beyond all of another one as well."""
    return (
        f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), greatest("  # noqa: S608 -- our own names
        f"(SELECT max(id) FROM {table}), (SELECT max(id) FROM {beyond}), 0) + 1, false);"
    )


# Ids stay, so that what points at an update needs no change.
_THERE = f"""
INSERT INTO broadcasts_broadcast (id, kind, owner, {_ROW})
  SELECT id, 'update', incident_id, {_ROW} FROM incidents_update
  ON CONFLICT (id) DO UPDATE SET ({_ROW}) = ROW({_NEW});
DELETE FROM broadcasts_recipient WHERE broadcast_id IN (SELECT id FROM incidents_update);
INSERT INTO broadcasts_recipient (broadcast_id, {_ONE})
  SELECT update_id, {_ONE} FROM incidents_recipient ORDER BY id;
{_numbers("broadcasts_broadcast", beyond="incidents_update")}
{_JOB.format(*_JOBS)} {_CHECKED}
"""  # noqa: S608 -- our own names
_BACK = f"""
INSERT INTO incidents_update (id, incident_id, {_ROW})
  SELECT id, owner, {_ROW} FROM broadcasts_broadcast WHERE kind = 'update';
INSERT INTO incidents_recipient (update_id, {_ONE})
  SELECT broadcast_id, {_ONE} FROM broadcasts_recipient
  WHERE broadcast_id IN (SELECT id FROM incidents_update) ORDER BY id;
{_numbers("incidents_update", beyond="broadcasts_broadcast")}
{_JOB.format(*reversed(_JOBS))} {_CHECKED}
"""  # noqa: S608 -- our own names


class Migration(migrations.Migration):
    dependencies = [
        ("broadcasts", "0001_first"),
        ("incidents", "0001_first"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [
        migrations.RunSQL(_THERE, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="incidentquestion",
            name="update",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="broadcasts.broadcast",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, _BACK),
        migrations.DeleteModel(name="UpdateRecipient"),
        migrations.DeleteModel(name="IncidentUpdate"),
    ]
