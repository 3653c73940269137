"""Jobs that a clock deferred which was set back since: nothing would begin them for a year.

A job's own plan is how long after its making it was to begin: that much is kept, from now on.
"""

from typing import Final

# The clock is the database's, by which jobs begin. Five minutes: clocks differ by seconds.
AHEAD: Final = """
SELECT j.id, j.scheduled_at - max(e.at) AS plan
FROM procrastinate_jobs j JOIN procrastinate_events e ON e.job_id = j.id
WHERE j.queue_name = %(queue)s AND j.status = 'todo' AND j.scheduled_at > now()
  AND e.type IN ('deferred', 'deferred_for_retry')
GROUP BY j.id HAVING max(e.at) > now() + interval '5 minutes'
"""
# Also what the dead clock's workers said last: a worker that is gone would live for a year.
RELEASE: Final = f"""
WITH wrong AS ({AHEAD}),
noted AS (
  UPDATE procrastinate_events SET at = now() FROM wrong
  WHERE job_id = wrong.id AND at > now() AND type IN ('deferred', 'deferred_for_retry')),
alive AS (
  UPDATE procrastinate_workers SET last_heartbeat = now()
  WHERE last_heartbeat > now() + interval '5 minutes')
UPDATE procrastinate_jobs j SET scheduled_at = now() + greatest(wrong.plan, interval '0')
FROM wrong WHERE j.id = wrong.id
"""  # noqa: S608 -- of our own words
