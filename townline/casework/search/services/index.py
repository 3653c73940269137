"""Taking apart what waits in the index, after the transaction that wrote it."""

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q

from townline.casework.search.models import SearchText
from townline.casework.search.rules.terms import vector
from townline.platform.triage import api as triage

_BATCH = 500
_PLAIN, _FULL = 1, 2

# A row that was erased or changed meanwhile does not get back what it said before.
_STORE = """
UPDATE cases_searchtext AS old SET tokens = new.tokens::tsvector, depth = %(depth)s
FROM unnest(%(ids)s::bigint[], %(bodies)s::text[], %(tokens)s::text[]) AS new (id, body, tokens)
WHERE old.id = new.id AND old.body = new.body
"""


@dataclass(frozen=True, slots=True)
class Indexed:
    """How many rows were done; ``full``: by morphemes; ``left``: how many may still be better."""

    done: int
    full: bool
    left: int


def search_index_run(*, limit: int = 20_000) -> Indexed:
    """Take apart up to ``limit`` rows that wait, the newest first; safe to repeat and to kill.

    Where no morphemes are known rows are split plainly, and done again once they are.
    """
    done, full = 0, True
    for depth in range(_FULL):
        count, known = _down(depth, limit - done)
        done, full = done + count, full and known
    return Indexed(done, full, SearchText.objects.filter(depth__lt=_FULL).count())


def _down(depth: int, limit: int) -> tuple[int, bool]:
    """Take apart rows of one depth, from the newest down: what was done is not looked at again."""
    done, full, below = 0, True, None
    while done < limit:
        rows = _waiting(depth, below, min(_BATCH, limit - done))
        if not rows:
            break
        # Outside of any transaction: this waits for another process.
        understood = triage.understand([body for _, body in rows], patience=triage.PATIENCE_OF_JOBS)
        full = understood.full
        if depth == _PLAIN and not full:
            break
        _store(rows, understood)
        done, below = done + len(rows), rows[-1][0]
    return done, full


def _waiting(depth: int, below: int | None, limit: int) -> list[tuple[int, str]]:
    rows = SearchText.objects.filter(Q(depth=depth), depth__lt=_FULL).order_by("-id")
    if below is not None:
        rows = rows.filter(id__lt=below)
    return list(rows.values_list("id", "body")[:limit])


def _store(rows: list[tuple[int, str]], understood: triage.Understood) -> None:
    tokens = [
        vector(body, [(one.form, one.start, one.end) for one in pieces], full=understood.full)
        for (_, body), pieces in zip(rows, understood.pieces, strict=True)
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            _STORE,
            {
                "ids": [number for number, _ in rows],
                "bodies": [body for _, body in rows],
                "tokens": tokens,
                "depth": _FULL if understood.full else _PLAIN,
            },
        )


# By the function that the triggers call; what is right already does not change.
_MEND = """
SELECT count(*) FROM (
  SELECT cases_search_put('text', id, reference, body, received_at)
    FROM conversations_incomingtext WHERE reference LIKE 'case:%'
  UNION ALL SELECT cases_search_put('answer', id, reference, body, queued_at)
    FROM conversations_outgoingtext
    WHERE reference LIKE 'case:%' AND kind <> 'automatic' AND state <> 'cancelled'
  UNION ALL SELECT cases_search_put('note', id, 'case:' || case_id, body, at) FROM cases_note
  UNION ALL SELECT cases_search_put('title', id, 'case:' || id, title, first_text_at)
    FROM cases_case) AS put
"""


@transaction.atomic
def search_mend() -> int:
    """Compare the index with all texts, notes and titles, and mend it; give how many there are."""
    with connection.cursor() as cursor:
        cursor.execute(_MEND)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def search_again() -> int:
    """Let every row be taken apart anew; until then it is found as before. Give how many."""
    return SearchText.objects.exclude(depth=0).update(depth=0)


def search_waiting() -> int:
    """Count the rows that wait."""
    return SearchText.objects.filter(depth=0).count()
