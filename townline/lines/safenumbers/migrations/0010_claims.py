"""Leases that were only claimed are told from proved ones; owners who chose no hours may sleep."""

from typing import Any

from django.db import migrations, models

# Who came by the page showed a telephone, but no car.
_PROVED = """
UPDATE safenumbers_lease SET proved_at = coalesce(issued_at, asked_at) WHERE via <> 'web'
"""
# Whoever changed their hours, be it to none, keeps what they chose.
_QUIET = """
UPDATE safenumbers_lease AS lease SET quiet_from = '22:00', quiet_until = '07:00'
WHERE quiet_from IS NULL AND quiet_until IS NULL
  AND state IN ('waiting', 'active', 'suspended') AND NOT EXISTS (
    SELECT FROM core_transition AS line
    WHERE line.subject = 'lease:' || replace(lease.id::text, '-', '')
      AND line.event IN ('lease:change', 'lease:settings:change')
      AND line.data ->> 'what' = 'hours')
"""
# Before, a car had one number whoever asked: the proved one stays, else the oldest.
_YIELD = """
WITH ordered AS (
  SELECT id, number_id, row_number() OVER (
    PARTITION BY plate_lookup ORDER BY proved_at NULLS LAST, asked_at, id) AS place
  FROM safenumbers_lease WHERE state IN ('waiting', 'active', 'suspended')),
ended AS (
  UPDATE safenumbers_lease SET state = 'ended', ended_at = now()
  WHERE id IN (SELECT id FROM ordered WHERE place > 1) RETURNING number_id)
UPDATE safenumbers_safenumber AS number
SET state = 'resting', free_from = now() + make_interval(days => pool.quarantine_days)
FROM safenumbers_pool AS pool
WHERE pool.id = number.pool_id AND number.number IN (SELECT number_id FROM ended)
"""
_OPEN = models.Q(state__in=["active", "suspended", "waiting"])
_NAME = "car_has_one_number"


def _run(statement: str) -> Any:  # noqa: ANN401 -- what RunPython takes
    def change(apps: Any, schema_editor: Any) -> None:  # noqa: ANN401, ARG001
        schema_editor.execute(statement)
        # Else its constraints could not be changed in the same transaction.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    return change


class Migration(migrations.Migration):
    # It reads the history by the names that events had.
    run_before = [("core", "0010_history_tags")]
    dependencies = [
        ("core", "0007_tally"),
        ("safenumbers", "0009_no_phone_proof"),
    ]

    operations = [
        migrations.AddField("lease", "proved_at", models.DateTimeField(null=True)),
        migrations.RunPython(_run(_PROVED), migrations.RunPython.noop),
        migrations.RunPython(_run(_QUIET), migrations.RunPython.noop),
        migrations.RemoveConstraint("lease", _NAME),
        # Here, for going back this comes before the old constraint does.
        migrations.RunPython(migrations.RunPython.noop, _run(_YIELD)),
        migrations.AddConstraint(
            "lease",
            models.UniqueConstraint(
                fields=["plate_lookup"],
                condition=_OPEN & models.Q(proved_at__isnull=False),
                name=_NAME,
            ),
        ),
    ]
