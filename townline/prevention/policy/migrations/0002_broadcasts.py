"""Messages on matters and who heard them are broadcasts now: the rows go along, there and back.

Back, they stay among the broadcasts too, and forward again what was changed in between counts.
"""

from django.db import migrations

_WAS = """CASE WHEN {0}.state IN ('draft', 'submitted') THEN 'waiting'
  WHEN {0}.state = 'discarded' THEN 'withdrawn' WHEN {0}.state = 'approved' THEN 'approved'
  ELSE 'done' END"""
# What waited for the mayor had its recipients counted at the approval: it is a draft, to be
# submitted with its list (of several the newest). What was withdrawn was thrown away.
_THERE = f"""
CREATE TEMPORARY TABLE telling_ids ON COMMIT DROP AS
  SELECT t.id, coalesce(b.id, m.most + row_number() OVER (ORDER BY t.id)) AS other,
    b.id IS NOT NULL AND {_WAS.format("b")} = t.state AS same
  FROM policy_telling t LEFT JOIN broadcasts_broadcast b
    ON b.id = t.id AND b.kind = 'telling' AND b.owner = t.matter_id
  CROSS JOIN (SELECT coalesce(max(id), 0) AS most FROM broadcasts_broadcast) m;
INSERT INTO broadcasts_broadcast (id, kind, owner, state, bodies, urgent, version, author_id,
    written_at, submitted_by_id, submitted_at, hash, approved_by_id, on_behalf, approved_at,
    leaves_at, next_at, finished_at)
  SELECT i.other, 'telling', t.matter_id,
    CASE WHEN t.state = 'done' THEN 'sent'
      WHEN t.state = 'withdrawn' OR t.state = 'waiting' AND EXISTS
        (SELECT FROM policy_telling n
         WHERE n.matter_id = t.matter_id AND n.state = 'waiting' AND n.id > t.id) THEN 'discarded'
      WHEN t.state = 'waiting' THEN 'draft' ELSE t.state END,
    jsonb_build_object('ko', t.words_ko, 'en', t.words_en), false, 1, t.written_by_id,
    t.written_at,
    CASE WHEN t.state IN ('approved', 'done') THEN t.written_by_id END,
    CASE WHEN t.state IN ('approved', 'done') THEN t.written_at END,
    t.hash, t.approved_by_id, false, t.approved_at, t.approved_at,
    CASE t.state WHEN 'approved' THEN t.approved_at END, t.done_at
  FROM policy_telling t JOIN telling_ids i ON i.id = t.id AND NOT i.same ORDER BY t.id
  ON CONFLICT (id) DO UPDATE SET (state, hash, approved_by_id, approved_at, leaves_at, next_at,
      finished_at)
    = ROW(excluded.state, excluded.hash, excluded.approved_by_id, excluded.approved_at,
      excluded.leaves_at, excluded.next_at, excluded.finished_at);
DELETE FROM broadcasts_recipient WHERE broadcast_id IN
  (SELECT other FROM telling_ids WHERE NOT same);
INSERT INTO broadcasts_recipient (broadcast_id, resident_id, case_id, language, day, text_id,
    leaves_at, outcome)
  SELECT i.other, t.resident_id, t.case_id, t.language, t.day, t.text_id, t.at,
    CASE WHEN t.skipped <> '' THEN 'refused' WHEN o.state = 'submitted' THEN 'accepted'
      WHEN o.state IN ('delivered', 'failed', 'unknown', 'cancelled') THEN o.state ELSE '' END
  FROM policy_told t JOIN telling_ids i ON i.id = t.telling_id AND NOT i.same
  LEFT JOIN conversations_outgoingtext o ON o.id = t.text_id
  ORDER BY t.id;
DROP TABLE telling_ids;
SELECT setval(pg_get_serial_sequence('broadcasts_broadcast', 'id'), greatest(
  (SELECT max(id) FROM broadcasts_broadcast), (SELECT max(id) FROM policy_telling), 0) + 1, false);
SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;
"""  # noqa: S608 -- our own names
_BACK = f"""
INSERT INTO policy_telling (id, matter_id, state, words_ko, words_en, written_by_id, written_at,
    hash, approved_by_id, approved_at, done_at)
  SELECT b.id, b.owner, {_WAS.format("b")}, b.bodies ->> 'ko', coalesce(b.bodies ->> 'en', ''),
    b.author_id, b.written_at, b.hash, b.approved_by_id, b.approved_at, b.finished_at
  FROM broadcasts_broadcast b WHERE b.kind = 'telling';
INSERT INTO policy_told (matter_id, telling_id, case_id, resident_id, language, day, text_id,
    skipped, at)
  SELECT b.owner, b.id, r.case_id, r.resident_id, r.language, r.day, r.text_id,
    CASE r.outcome WHEN 'refused' THEN 'refused' ELSE '' END, r.leaves_at
  FROM broadcasts_recipient r JOIN broadcasts_broadcast b ON b.id = r.broadcast_id
  WHERE b.kind = 'telling' AND b.state IN ('approved', 'sent', 'stopped')
    AND r.resident_id IS NOT NULL
  ORDER BY r.id
  ON CONFLICT DO NOTHING;
SELECT setval(pg_get_serial_sequence('policy_telling', 'id'), greatest(
  (SELECT max(id) FROM policy_telling), (SELECT max(id) FROM broadcasts_broadcast), 0) + 1, false);
SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;
"""  # noqa: S608 -- our own names


class Migration(migrations.Migration):
    dependencies = [
        ("broadcasts", "0001_first"),
        ("conversations", "0011_updates"),
        ("incidents", "0002_broadcasts"),
        ("policy", "0001_first"),
    ]
    operations = [
        migrations.RunSQL(_THERE, _BACK),
        migrations.DeleteModel(name="Told"),
        migrations.DeleteModel(name="Telling"),
    ]
