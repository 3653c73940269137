"""Sums of measures and firms, kept by triggers on what they are sums of."""

from typing import ClassVar

from django.db import migrations

_M, _F = "works_progress_sum", "works_progress_firm_sum"
_OLD, _NEW = "old_rows", "new_rows"

MEASURE_KEYS = "kind, dong, state, year, budget, waits_since"
MEASURE_VALUES = ("n", "estimate", "ordered", "paid")
FIRM_KEYS = "firm, state, due_on"
FIRM_VALUES = ("n", "ordered", "paid")

_WON = """
  CASE WHEN m.ordered_at IS NOT NULL THEN coalesce(m.price, 0) ELSE 0 END * {sign} AS ordered,
  CASE WHEN m.paid_at IS NOT NULL THEN coalesce(m.price, 0) ELSE 0 END * {sign} AS paid
"""
_MEASURES = (
    """
SELECT m.kind, o.dong, m.state, m.year, m.budget, date_trunc('hour', CASE
    WHEN m.state IN ('decided', 'planned') AND m.consent = 'missing' THEN m.decided_at
    WHEN m.state = 'done' THEN m.finished_at END, 'UTC') AS waits_since,
  {sign} AS n, coalesce(m.estimate, 0) * {sign} AS estimate,"""
    + _WON
    + """FROM {measures} m JOIN {objects} o ON o.id = m.object_id
WHERE m.state NOT IN ('proposed', 'dropped')
"""
)
# An item counts while its order is open, and for ever once it was approved.
_FIRMS = (
    """
SELECT w.contractor_id AS firm, m.state,
  CASE WHEN i.open AND i.done_at IS NULL THEN w.due_on END AS due_on, {sign} AS n,"""
    + _WON.replace("CASE WHEN m.ordered_at IS NOT NULL THEN coalesce(m.price, 0) ELSE 0 END",
                   "coalesce(m.price, 0)")
    + """FROM {items} i JOIN {orders} w ON w.id = i.order_id
JOIN {measures} m ON m.id = i.object_id
WHERE i.kind = 'measure' AND (i.open OR i.approved_at IS NOT NULL)
"""
)  # fmt: skip


def measures_of(
    sign: int = 1, measures: str = "works_measure", objects: str = "works_object"
) -> str:
    """Count measures."""
    return _MEASURES.format(sign=sign, measures=measures, objects=objects)


def firms_of(
    sign: int = 1,
    items: str = "work_orders_orderitem",
    orders: str = "hazards_order",
    measures: str = "works_measure",
) -> str:
    """Count measures with firms."""
    return _FIRMS.format(sign=sign, items=items, orders=orders, measures=measures)


def added_up(rows: str, keys: str, values: tuple[str, ...]) -> str:
    """Add rows up by their keys; what comes to nothing is left out."""
    sums = ", ".join(f"sum({name})::bigint AS {name}" for name in values)
    moved = " OR ".join(f"sum({name}) <> 0" for name in values)
    return f"SELECT {keys}, {sums} FROM ({rows}) AS counted GROUP BY {keys} HAVING {moved}"  # noqa: S608 -- of this file's words


def _into(table: str, *rows: str) -> str:
    keys, values = (MEASURE_KEYS, MEASURE_VALUES) if table == _M else (FIRM_KEYS, FIRM_VALUES)
    found = added_up(" UNION ALL ".join(rows), keys, values)
    return f"INSERT INTO {table} ({keys}, {', '.join(values)}) {found};"


def _changed(of: str, name: str) -> list[str]:
    """Count old rows out and new ones in."""
    count = measures_of if of == _M else firms_of
    return [count(-1, **{name: _OLD}), count(1, **{name: _NEW})]


def _trigger(on: str, of: str, name: str, does: str) -> str:
    old, new = _changed(of, name)
    rows = {"insert": [new], "delete": [old], "update": [old, new]}[does]
    seen = {"insert": f"NEW TABLE AS {_NEW}", "delete": f"OLD TABLE AS {_OLD}"}
    seen["update"] = f"{seen['delete']} {seen['insert']}"
    called = f"{of}_{name}_{does}"
    return f"""
CREATE FUNCTION {called}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  {_into(of, *rows)}
  RETURN NULL;
END $$;
CREATE TRIGGER {called} AFTER {does.upper()} ON {on} REFERENCING {seen[does]}
  FOR EACH STATEMENT EXECUTE FUNCTION {called}();
"""


# Where rows are of no account without others (an order without items) they are only followed.
_ON = [
    ("works_measure", _M, "measures", ("insert", "update", "delete")),
    ("works_object", _M, "objects", ("update",)),
    ("work_orders_orderitem", _F, "items", ("insert", "update", "delete")),
    ("hazards_order", _F, "orders", ("update",)),
    ("works_measure", _F, "measures", ("insert", "update", "delete")),
]
FOLLOWING = "".join(_trigger(on, of, name, does) for on, of, name, deeds in _ON for does in deeds)
ALONE = "".join(
    f"DROP TRIGGER {of}_{name}_{does} ON {on}; DROP FUNCTION {of}_{name}_{does}();"
    for on, of, name, deeds in _ON
    for does in deeds
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("works_progress", "0001_tables"),
        ("works", "0001_tables"),
        ("work_orders", "0001_tables"),
    ]

    operations: ClassVar = [migrations.RunSQL(FOLLOWING, ALONE)]
