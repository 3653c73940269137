"""Sums of works as rows keep them, and the same counted anew: a check tells where they differ."""

from django.db import connection

# Not the statements by which the triggers count: a mistake there would show here.
MEASURES = """
WITH kept AS (
  SELECT kind, dong, state, year, budget, waits_since, sum(n) AS n, sum(estimate) AS estimate,
    sum(ordered) AS ordered, sum(paid) AS paid
  FROM works_progress_sum GROUP BY 1, 2, 3, 4, 5, 6
  HAVING (sum(n), sum(estimate), sum(ordered), sum(paid)) <> (0, 0, 0, 0)
), counted AS (
  SELECT m.kind, (SELECT dong FROM works_object WHERE id = m.object_id) AS dong, m.state, m.year,
    m.budget, to_timestamp(3600 * floor(extract(epoch FROM coalesce(
      CASE WHEN m.consent = 'missing' AND m.state IN ('decided', 'planned') THEN m.decided_at END,
      CASE WHEN m.state = 'done' THEN m.finished_at END)) / 3600)) AS waits_since,
    count(*) AS n, coalesce(sum(m.estimate), 0) AS estimate,
    coalesce(sum(m.price) FILTER (WHERE m.ordered_at IS NOT NULL), 0) AS ordered,
    coalesce(sum(m.price) FILTER (WHERE m.paid_at IS NOT NULL), 0) AS paid
  FROM works_measure m WHERE m.state <> ALL (ARRAY['proposed', 'dropped'])
  GROUP BY 1, 2, 3, 4, 5, 6
)
"""
FIRMS = """
WITH kept AS (
  SELECT firm, state, due_on, sum(n) AS n, sum(ordered) AS ordered, sum(paid) AS paid
  FROM works_progress_firm_sum GROUP BY 1, 2, 3
  HAVING (sum(n), sum(ordered), sum(paid)) <> (0, 0, 0)
), counted AS (
  SELECT w.contractor_id AS firm, m.state,
    (CASE WHEN i.open AND i.done_at IS NULL THEN w.due_on END) AS due_on, count(*) AS n,
    coalesce(sum(m.price) FILTER (WHERE w.warranty_of_id IS NULL), 0) AS ordered,
    coalesce(sum(m.price) FILTER (
      WHERE m.paid_at IS NOT NULL AND w.warranty_of_id IS NULL), 0) AS paid
  FROM works_measure m, work_orders_orderitem i, hazards_order w
  WHERE i.object_id = m.id AND w.id = i.order_id AND i.kind = 'measure'
    AND (i.open OR i.approved_at IS NOT NULL) AND (i.open OR w.warranty_of_id IS NULL)
  GROUP BY 1, 2, 3
)
"""
_DIFFER = """
SELECT count(*) FROM (
  (SELECT * FROM kept EXCEPT ALL SELECT * FROM counted)
  UNION ALL (SELECT * FROM counted EXCEPT ALL SELECT * FROM kept)
) AS other
"""


def sums_adrift() -> int:
    """Count the groups whose kept sums are not what a count of the rows gives; two statements."""
    with connection.cursor() as cursor:
        found = 0
        for counted in (MEASURES, FIRMS):
            cursor.execute(counted + _DIFFER)
            found += int(cursor.fetchone()[0])
    return found
