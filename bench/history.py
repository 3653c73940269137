"""A district's 100,000 cases, made inside the database."""

from typing import Any

from bench.table import log_progress
from townline.platform.core import clock
from townline.platform.core.keys import crypto
from townline.platform.core.text import msisdn

CASES, OPEN, RESIDENTS = 100_000, 10_000, 9_000

# One incoming text with its reading, one receipt and three lines of history for each case; the
# finished ones have an answer. All within two years; the open ones came within the last two days.
_STATEMENTS = (
    """
INSERT INTO cases_case (code, state, resident_id, title, title_by_person, preview, language,
  department_id, service_id, danger, unread, opened_at, first_text_at, last_text_at,
  last_incoming_id, promise_from, answer_due_at, first_answer_at, answered_at, finished_at,
  reminder_stage, updated_at, regrouped, bound, returns, taking_part)
SELECT 'H6-' || lpad(n::text, 6, '0'), s.state, (SELECT min(id) FROM conversations_resident)
    + n %% %(residents)s, n || '번 길 앞 보도가 파였어요', false,
  '어제 밤에 넘어질 뻔했습니다. 아이들이 다니는 길이라 걱정됩니다.', 'ko', d.code, v.code,
  n %% 50 = 0 AND NOT done, n %% 3 = 0, at, at, at, n, at, at + interval '48 hours',
  CASE WHEN done THEN at + interval '20 hours' END,
  CASE WHEN done THEN at + interval '20 hours' END,
  CASE WHEN done THEN at + interval '20 hours' END, 0, at, 0, false, 0, ARRAY[]::varchar[]
FROM generate_series(1, %(cases)s) AS n,
  LATERAL (SELECT n > %(open)s AS done) AS x,
  LATERAL (SELECT CASE WHEN done
      THEN %(now)s::timestamptz - interval '3 days' - n * interval '10 minutes'
      ELSE %(now)s::timestamptz - n * interval '15 seconds' END AS at) AS y,
  LATERAL (SELECT CASE WHEN done THEN (ARRAY['answered', 'closed'])[1 + n %% 2]
      ELSE (ARRAY['received', 'with_department', 'drafted', 'returned'])[1 + n %% 4] END AS state
      ) AS s,
  LATERAL (SELECT code FROM departments_department WHERE kind = 'department'
      ORDER BY code OFFSET n %% 10 LIMIT 1) AS d,
  LATERAL (SELECT service_code AS code FROM departments_service ORDER BY service_code
      OFFSET n %% 10 LIMIT 1) AS v
""",
    """
INSERT INTO conversations_incomingtext (transport, provider_reference, session, sequence, sender,
  sender_lookup, destination_addr, data_coding, charset, payload, payload_hash, received_at,
  came_again, sender_masked, sender_kind, resident_id, body, problem, parts_total, parts_missing,
  state, claimed_by, reference, routed_at, photos)
SELECT 'bench', 'bench:' || c.id, gen_random_uuid(), c.id, r.number, r.number_lookup,
  '0200000100', 8, 'ucs2', '', decode(md5(c.id::text), 'hex'), c.first_text_at, 0,
  r.number_masked, r.number_kind, r.id, c.title || E'\\n' || c.preview, '', 1, 0, 'claimed',
  'cases', 'case:' || c.id, c.first_text_at, 0
FROM cases_case c JOIN conversations_resident r ON r.id = c.resident_id
""",
    """
INSERT INTO conversations_outgoingtext (resident_id, kind, reference, body, confirmed_hash, state,
  priority, not_before, queued_at, transport, attempts, accepted_at, settled_at, error, photos)
SELECT c.resident_id, k.kind, 'case:' || c.id, k.body, '', 'delivered', 0, k.at, k.at, 'bench', 1,
  k.at, k.at, '', 0
FROM cases_case c, LATERAL (VALUES
  ('automatic', '접수했습니다. 사건 번호는 ' || c.code || '입니다.', c.first_text_at, true),
  ('answer', '오늘 메웠습니다. 불편을 드려 죄송합니다. - 한들구', c.answered_at,
   c.answered_at IS NOT NULL)) AS k (kind, body, at, there) WHERE k.there
""",
    # As the language process leaves them: of the unsorted ones three in five are sure.
    """
INSERT INTO cases_textreading (text_id, case_id, at, text_first, state, tries, asked_at, version,
  services, service, probability, kinds, kind, sure, topic_same, danger, danger_probability,
  danger_words, language, spam, "full", place_kind, place_name_ko, place_name_en, dong,
  place_words, place_source, place_sure, decided_service, decided_kind, decided_at, how,
  spam_set_aside)
SELECT i.id, c.id, c.first_text_at, true, 'read', 0, c.first_text_at, '1',
  jsonb_build_array(jsonb_build_array(c.service_id, 0.9, '[]'::jsonb)), c.service_id,
  0.4 + mod(c.id, 60) / 100.0, '[]', '', mod(c.id, 5) < 3, false, '', 0, '[]', 'ko', false, false,
  '', '', '', '', '[]', '', false, '', '',
  CASE WHEN c.state <> 'received' THEN c.first_text_at END, '', false
FROM cases_case c JOIN conversations_incomingtext i ON i.reference = 'case:' || c.id
""",
    """
INSERT INTO core_transition (subject, event, from_state, to_state, actor, actor_label, via,
  reason, data, at)
SELECT 'case:' || c.id, e.event, e.before, e.after, 'system', '자동', '', '', '{}', c.opened_at
FROM cases_case c, (VALUES ('case:status:open', '', 'received'),
  ('case:department:assign', 'received', 'with_department'),
  ('case:answer:draft', 'with_department', 'drafted')) AS e (event, before, after)
""",
    "ANALYZE",
)


def make() -> None:
    """Write it all, in place of what was there."""
    from django.db import connection

    from bench.scratch import truncate_tables

    log_progress(f"{CASES:,} cases, {OPEN:,} of them open")
    truncate_tables()
    residents()
    values: dict[str, Any] = {
        "cases": CASES,
        "open": OPEN,
        "residents": RESIDENTS,
        "now": clock.now(),
    }
    with connection.cursor() as cursor:
        for statement in _STATEMENTS:
            cursor.execute(statement, values if "%(" in statement else None)


def residents() -> None:
    from townline.platform.conversations.models import Resident

    ring = crypto.ring()
    numbers = [f"+82100000{n:04d}" for n in range(RESIDENTS)]
    Resident.objects.bulk_create(
        Resident(
            number=ring.encrypt(number),
            number_lookup=ring.lookup_of(number),
            number_masked=msisdn.mask(number),
            number_kind="mobile",
        )
        for number in numbers
    )
