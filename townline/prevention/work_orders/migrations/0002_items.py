"""An order is about one object or several, of any kind; those that are there are of hazards.

Back, what is about other kinds goes: its table of before has no place for it.
"""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

_ITEMS = """
INSERT INTO work_orders_orderitem (order_id, kind, object_id, open, done_at, approved_at)
SELECT id, 'hazard', hazard_id, state IN ('sent', 'accepted', 'done'),
  CASE WHEN state IN ('done', 'approved') THEN done_at END, approved_at
FROM hazards_order;
UPDATE hazards_order SET about = 'hazard:' || hazard_id
"""
_BACK = """
DELETE FROM hazards_photo USING hazards_evidence AS look
WHERE look.id = evidence_id AND look.kind <> 'hazard';
DELETE FROM hazards_evidence WHERE kind <> 'hazard';
DELETE FROM work_orders_orderitem WHERE kind <> 'hazard';
DELETE FROM hazards_order WHERE kind <> 'hazard';
UPDATE hazards_order SET hazard_id = item.object_id
FROM work_orders_orderitem AS item WHERE item.order_id = hazards_order.id
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("work_orders", "0001_rooms"), ("hazards", "0003_orders_moved")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="OrderItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("object_id", models.BigIntegerField()),
                ("open", models.BooleanField(default=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="work_orders.workorder",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="workorder",
            name="kind",
            field=models.CharField(default="hazard", max_length=12),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="workorder",
            name="about",
            field=models.CharField(default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="workorder",
            name="remind_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="evidence",
            name="kind",
            field=models.CharField(default="hazard", max_length=12),
            preserve_default=False,
        ),
        # So that it comes back without a value for each row, and gets one from its item.
        migrations.AlterField(
            model_name="workorder",
            name="hazard",
            field=models.BigIntegerField(db_column="hazard_id", db_index=True, null=True),
        ),
        migrations.RunSQL(_ITEMS, _BACK),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.RemoveField(model_name="workorder", name="hazard"),
        migrations.RemoveIndex(model_name="evidence", name="evidence_of_hazard"),
        migrations.AlterField(
            model_name="evidence",
            name="object_id",
            field=models.BigIntegerField(),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["kind", "object_id", "seen_at"], name="evidence_of_object"),
        ),
        migrations.AddIndex(
            model_name="workorder",
            index=models.Index(
                condition=models.Q(("remind_at__isnull", False)),
                fields=["remind_at"],
                name="order_reminds",
            ),
        ),
        migrations.AddIndex(
            model_name="orderitem",
            index=models.Index(fields=["kind", "object_id"], name="order_of_object"),
        ),
        migrations.AddConstraint(
            model_name="orderitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("open", True)),
                fields=("kind", "object_id"),
                name="one_open_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderitem",
            constraint=models.UniqueConstraint(
                fields=("order", "object_id"), name="order_item_once"
            ),
        ),
    ]
