"""Count the repair of a defect without a price: the functions of the triggers on firms change."""

from collections.abc import Callable
from importlib import import_module
from typing import ClassVar

from django.db import migrations

_before = import_module("townline.prevention.works.progress.migrations.0002_following")

# The work that a repair mends is counted already: the repair counts while it is open.
_PRICE = "CASE WHEN w.warranty_of_id IS NULL THEN coalesce(m.price, 0) ELSE 0 END"
_FIRMS = f"""
SELECT w.contractor_id AS firm, m.state,
  CASE WHEN i.open AND i.done_at IS NULL THEN w.due_on END AS due_on, {{sign}} AS n,
  {_PRICE} * {{sign}} AS ordered,
  CASE WHEN m.paid_at IS NOT NULL THEN {_PRICE} ELSE 0 END * {{sign}} AS paid
FROM {{items}} i JOIN {{orders}} w ON w.id = i.order_id
JOIN {{measures}} m ON m.id = i.object_id
WHERE i.kind = 'measure'
  AND (i.open OR (i.approved_at IS NOT NULL AND w.warranty_of_id IS NULL))
"""  # noqa: S608 -- of this file's words
_TABLES = {
    "items": "work_orders_orderitem", "orders": "hazards_order", "measures": "works_measure"
}  # fmt: skip
_SIGNS = {"insert": ("new_rows",), "delete": ("old_rows",), "update": ("old_rows", "new_rows")}
_ON = {"items": tuple(_SIGNS), "orders": ("update",), "measures": tuple(_SIGNS)}


def _firms_of(sign: int = 1, **rows: str) -> str:
    return _FIRMS.format(sign=sign, **_TABLES | rows)


def _functions(firms_of: Callable[..., str]) -> str:
    """Give the body of each trigger on firms by what it counts."""
    return "".join(_function(firms_of, name, does) for name in _ON for does in _ON[name])


def _function(firms_of: Callable[..., str], name: str, does: str) -> str:
    counted = [firms_of(-1 if rows == "old_rows" else 1, **{name: rows}) for rows in _SIGNS[does]]
    added = _before.added_up(" UNION ALL ".join(counted), _before.FIRM_KEYS, _before.FIRM_VALUES)
    columns = f"{_before.FIRM_KEYS}, {', '.join(_before.FIRM_VALUES)}"
    return f"""
CREATE OR REPLACE FUNCTION works_progress_firm_sum_{name}_{does}() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO works_progress_firm_sum ({columns}) {added};
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("works_progress", "0002_following"),
        ("work_orders", "0002_refusals_and_warranty"),
    ]

    operations: ClassVar = [migrations.RunSQL(_functions(_firms_of), _functions(_before.firms_of))]
