"""The search over 100,000 cases, words as unequal as in life, beside a plain LIKE."""

import http.client
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bench.scratch import DISTRICT, Scratch
from bench.table import Figure, log_progress, quantile, rate

CASES, MEASURED, TIMES = 100_000, 20_000, 15

# The first subjects are frequent, the last ones rare; every hundredth text has a word of its own.
_SUBJECTS = [
    "주차", "가로등", "쓰레기", "보도블록", "소음", "신호등", "맨홀", "가로수", "놀이터",
    "횡단보도", "버스정류장", "하수구", "공사장", "담배꽁초", "악취", "현수막", "벤치",
    "자전거도로", "그네", "미끄럼틀", "화단", "배수로", "과속방지턱", "반사경", "볼라드",
    "안내판", "음수대", "비둘기", "길고양이", "들개", "벌집", "송충이", "엘리베이터", "경로당",
    "작은도서관", "수영장", "무료급식", "예방접종", "보건소", "여권",
]  # fmt: skip
_FAULTS = [
    "이 고장 났어요", "이 파손되어 위험합니다", "때문에 밤에 잠을 못 잡니다",
    "을 빨리 고쳐 주세요", "이 너무 더럽습니다", "에서 아이가 넘어졌어요", "이 며칠째 그대로예요",
    "을 더 설치해 주시면 좋겠습니다",
]  # fmt: skip
_ANSWERS = [
    "현장을 확인하고 오늘 수리를 마쳤습니다", "담당 업체에 정비를 맡겼습니다",
    "다음 주까지 새것으로 교체하겠습니다", "순찰을 늘리고 단속을 강화하겠습니다",
    "예산을 마련하여 내년에 정비하겠습니다",
]  # fmt: skip

_FILL = (
    """
INSERT INTO cases_case (code, state, resident_id, title, title_by_person, preview, language,
  department_id, service_id, danger, unread, opened_at, first_text_at, last_text_at,
  last_incoming_id, promise_from, answer_due_at, first_answer_at, answered_at, finished_at,
  reminder_stage, updated_at, regrouped, bound, returns, taking_part, imported)
SELECT 'H6-' || lpad(n::text, 6, '0'), CASE WHEN n > 5000 THEN 'closed' ELSE 'with_department' END,
  r.id, p.names[1 + n %% p.number] || ' ' || s.subject, true, s.subject || s.fault, 'ko',
  d.codes[1 + n %% d.number], NULL, false, false, at, at, at, n, at, at + interval '48 hours',
  at, at, CASE WHEN n > 5000 THEN at END, 0, at, 0, false, 0, ARRAY[]::varchar[], false
FROM generate_series(1, %(cases)s) AS n,
  (SELECT min(id) AS id FROM conversations_resident) AS r,
  (SELECT array_agg(name_ko ORDER BY id) AS names, count(*) AS number FROM core_place) AS p,
  (SELECT array_agg(code ORDER BY code) AS codes, count(*) AS number
     FROM departments_department WHERE kind = 'department') AS d,
  LATERAL (SELECT %(now)s::timestamptz - n * interval '15 minutes' AS at,
    (%(subjects)s::text[])[1 + floor(40 * power(((n * 7919::bigint) %% 1000) / 1000.0, 2.2))]
      AS subject,
    (%(faults)s::text[])[1 + n %% 8] AS fault) AS s
""",
    """
INSERT INTO conversations_incomingtext (transport, provider_reference, session, sequence, sender,
  sender_lookup, destination_addr, data_coding, charset, payload, payload_hash, received_at,
  came_again, sender_masked, sender_kind, resident_id, body, problem, parts_total, parts_missing,
  state, claimed_by, reference, routed_at, photos)
SELECT 'bench', 'bench:' || c.id, gen_random_uuid(), c.id, r.number, r.number_lookup,
  '0200000100', 8, 'ucs2', '', decode(md5(c.id::text), 'hex'), c.first_text_at, 0,
  r.number_masked, r.number_kind, r.id,
  '안녕하세요 구청장님. ' || c.title || ' 쪽 ' || c.preview || ' 매일 지나는 길이라 걱정입니다.'
    || CASE WHEN c.id %% 100 = 0 THEN ' 전봇대 번호는 ' || c.id || '번입니다.' ELSE '' END,
  '', 1, 0, 'claimed', 'cases', 'case:' || c.id, c.first_text_at, 0
FROM cases_case c JOIN conversations_resident r ON r.id = c.resident_id
""",
    """
INSERT INTO conversations_outgoingtext (resident_id, kind, reference, body, confirmed_hash, state,
  priority, not_before, queued_at, transport, attempts, accepted_at, settled_at, error, photos)
SELECT c.resident_id, 'answer', 'case:' || c.id,
  c.title || ' 말씀 주셔서 고맙습니다. ' || (%(answers)s::text[])[1 + c.id %% 5] || '. - 한들구',
  '', 'delivered', 0, at, at, 'bench', 1, at, at, '', 0
FROM cases_case c, LATERAL (SELECT c.first_text_at + interval '20 hours' AS at) AS t
WHERE c.id %% 3 = 0
""",
)
# Made texts often say the same; what was taken apart once need not be again.
_ALIKE = """
UPDATE cases_searchtext AS t SET tokens = s.tokens, depth = 2
FROM (SELECT DISTINCT ON (body) body, tokens FROM cases_searchtext WHERE depth = 2) AS s
WHERE t.depth = 0 AND t.body = s.body
"""
_SIZE = "SELECT pg_total_relation_size('cases_searchtext'), count(*) FROM cases_searchtext"
# What is sought, and the words that a LIKE would have to be given for the same.
_SOUGHT = {
    "a word in every tenth text": ("가로등", "가로등"),
    "a word in hardly any": ("여권", "여권"),
    "a word in every answer": ("고맙다", "고맙"),
    "three words": ("가로등 고장 매일", "고장 났어요 매일"),
    "a part of a word": ("보도블", "보도블"),
    "a number in one text": ("50000번", "50000번"),
    "words that are nowhere": ("우주정거장", "우주정거장"),
}


def measure(place: Scratch) -> list[Figure]:
    """Fill, take apart with the language process, and seek as a person does."""
    from bench.scratch import truncate_tables

    with _language(place):
        made = _make()
        try:
            return [*made, *_seeking()]
        finally:
            truncate_tables()


@contextmanager
def _language(place: Scratch) -> Iterator[None]:
    from django.conf import settings

    from tests.language import begin

    socket = place.home / "language.sock"
    process = begin(socket)
    before = os.environ.get("TOWNLINE_LANGUAGE_SOCKET", "")
    settings.TOWNLINE_LANGUAGE_SOCKET = str(socket)
    try:
        yield
    finally:
        settings.TOWNLINE_LANGUAGE_SOCKET = before
        process.terminate()
        process.wait()


def _make() -> list[Figure]:
    from django.db import connection

    from bench import history
    from bench.scratch import truncate_tables
    from townline.casework.search import api as search
    from townline.config import loading
    from townline.platform.core import clock

    loading.load(DISTRICT, with_staff=True)
    log_progress(f"{CASES:,} cases with a text, every third with an answer")
    truncate_tables()
    history.residents()
    values = {
        "cases": CASES,
        "now": clock.now(),
        "subjects": _SUBJECTS,
        "faults": _FAULTS,
        "answers": _ANSWERS,
    }
    with connection.cursor() as cursor:
        for statement in _FILL:
            cursor.execute(statement, values)
        log_progress("taking them apart")
        begun = time.perf_counter()
        done = search.search_index_run(limit=MEASURED)
        took = time.perf_counter() - begun
        assert done.full, "the language process did not answer"
        cursor.execute(_ALIKE)
        search.search_index_run(limit=10 * CASES)
        cursor.execute("VACUUM ANALYZE")
        cursor.execute(_SIZE)
        size, rows = cursor.fetchone()
    return [
        Figure(name="search: texts, answers and titles taken apart",
               value=rate(done.done / took, "rows"), aim="200 rows/s"),
        Figure(name=f"search: the index of {rows:,} rows", value=f"{size / 1e6:,.0f} MB"),
    ]  # fmt: skip


def _seeking() -> list[Figure]:
    from django.db import connection
    from django.test import Client

    from tests.site import prove
    from townline.casework.search import api as search
    from townline.platform.core import clock
    from townline.platform.departments import api as departments

    clerk = departments.staff_by_username("clerk1")
    assert clerk is not None
    viewer = departments.viewer_of(clerk)
    client = Client()
    client.force_login(clerk)
    prove(client, clock.now())

    def seek(q: str) -> int:
        return search.cases_search(viewer=viewer, search_request=search.SearchRequest(q=q)).total

    def like(words: str) -> None:
        with connection.cursor() as cursor:
            # Without the index of trigrams, which a plain LIKE does not have.
            cursor.execute("SET enable_bitmapscan = off")
            cursor.execute(
                "SELECT id FROM conversations_incomingtext WHERE body LIKE %s UNION ALL"
                " SELECT id FROM conversations_outgoingtext WHERE body LIKE %s",
                [f"%{words}%", f"%{words}%"],
            )
            cursor.fetchall()
            cursor.execute("RESET enable_bitmapscan")

    def page(q: str) -> None:
        answer = client.get("/search/", {"q": q})
        assert answer.status_code == http.client.OK, answer.status_code

    figures = []
    for name, (q, words) in _SOUGHT.items():
        total = seek(q)
        took, plain = _median(lambda q=q: seek(q)), _median(lambda words=words: like(words))
        figures.append(
            Figure(name=f"search, {name} ({total:,} cases found)", value=f"{1000 * took:.1f} ms",
                   ratio=took / plain, to="a plain LIKE", aim="under 50 ms")
        )  # fmt: skip
    page("가로등")
    took = _median(lambda: page("가로등"))
    return [*figures, Figure(name="search page, server time", value=f"{1000 * took:.0f} ms")]


def _median(work: Callable[[], object]) -> float:
    found = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return quantile(found, 0.5)
