"""The earlier texts that are worth comparing, found through indexes, and the likeliest of them.

A few arms, each through an index of its own and each bounded: near, at the same place, in the
same dong, with a rare word in common, with a like picture, and whatever came last.
"""

import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from django.db import connection

from townline.platform.triage.models import IndexedText
from townline.platform.triage.rules.common_words import common, common_pair, telling
from townline.platform.triage.rules.similarity import (
    MOST,
    SHOWN_FROM,
    ComparedText,
    Similar,
    Weigh,
    is_worth_showing,
    reasons,
    score,
    signs,
)
from townline.platform.triage.rules.squares import around

# How much a word tells: the rarer in this district's own texts, the more.
#
# PostgreSQL counts the commonest elements of an array by itself (``ANALYZE``), so that nothing
# has to be counted twice. A district without texts begins from what is common in any.

_FRESH = 600.0  # seconds
_ASK = """
SELECT attname, most_common_elems::text::int[], most_common_elem_freqs
FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'triage_indexedtext'
AND attname IN ('words', 'grams') AND most_common_elems IS NOT NULL
"""

type _Shares = Mapping[int, float]


class _WeightCache:
    """For a while, in each process; a torn read asks once more."""

    until = 0.0
    weigh = (telling({}, common), telling({}, common_pair))


_cache = _WeightCache()


def weights() -> tuple[Callable[[int], float], Callable[[int], float]]:
    """Give what weighs stems, and what weighs pairs of letters; seldom a query."""
    if time.monotonic() >= _cache.until:
        words, pairs = _shares()
        _cache.weigh = (telling(words, common), telling(pairs, common_pair))
        _cache.until = time.monotonic() + _FRESH
    return _cache.weigh


def _shares() -> tuple[_Shares, _Shares]:
    with connection.cursor() as cursor:
        cursor.execute(_ASK)
        # The last three numbers are the least, the most and that of nulls.
        tables = {
            name: dict(zip(each, shares, strict=False)) for name, each, shares in cursor.fetchall()
        }
    return tables.get("words", {}), tables.get("grams", {})


def weights_forget() -> None:
    """Ask anew at once: for tests."""
    _cache.until = 0.0


# How far back: what is older is another time of the same thing.
WITHIN = dt.timedelta(days=120)
_RARE = 5
_COMPARED = tuple(field.name for field in fields(ComparedText))

_NEAR = 80
_ARMS = {
    "place": ("place = %(place)s AND place <> ''", 40),
    "dong": ("dong = %(dong)s AND dong <> '' AND service = %(service)s", 40),
    "words": ("words && %(rare)s", 120),
    "seen": ("bands && %(bands)s AND bands <> '{}'", 50),
    "last": ("true", 60),
}
_ARM = "(SELECT id FROM triage_indexedtext WHERE {where} AND {when} LIMIT {limit})"
# Square by square: asked for all nine at once, PostgreSQL goes through everything by time instead.
_CELLS = (
    "(SELECT near.id FROM unnest(%(cells)s::bigint[]) AS square, LATERAL (SELECT id, at"
    " FROM triage_indexedtext WHERE cell = square AND {when} LIMIT {limit}) AS near"
    " ORDER BY near.at {first} LIMIT {limit})"
)
_BEFORE = "at <= %(at)s AND at >= %(since)s ORDER BY at DESC"
_AFTER = "at > %(at)s AND at <= %(until)s ORDER BY at"


def likeliest(
    row: IndexedText, stems: dict[int, str], *, after: bool = False
) -> list[tuple[int, Similar]]:
    """Give the earlier texts most like one, best first, one for each other subject; two queries.

    ``stems``: the words behind its numbers, so that reasons can name them. ``after``: the later
    ones instead, for a text that comes into the index behind them.
    """
    weigh, weigh_pairs = weights()
    mine = compared_text(row)
    best: dict[str, tuple[int, Similar]] = {}
    for number, other in _others(row, weigh, after=after):
        found = _compare(mine, other, weigh, weigh_pairs, stems)
        if found is None:
            continue
        known = best.get(found.subject)
        if known is None or known[1].score < found.score:
            best[found.subject] = (number, found)
    return sorted(best.values(), key=lambda each: -each[1].score)[:MOST]


def _compare(
    mine: ComparedText,
    theirs: ComparedText,
    weigh: Weigh,
    weigh_pairs: Weigh,
    stems: dict[int, str],
) -> Similar | None:
    found = signs(mine, theirs, weigh, weigh_pairs)
    power = score(found)
    if power < SHOWN_FROM or not is_worth_showing(found):
        return None
    return Similar(
        subject=theirs.subject,
        reference=theirs.reference,
        score=power,
        reasons=reasons(mine, theirs, found, weigh, stems),
    )


def _others(row: IndexedText, weigh: Weigh, *, after: bool) -> list[tuple[int, ComparedText]]:
    rare = sorted(row.words, key=weigh, reverse=True)[:_RARE]
    values: dict[str, Any] = {
        "cells": around(row.cell) if row.cell is not None else [],
        "place": row.place,
        "dong": row.dong,
        "service": row.service,
        "rare": rare,
        "bands": row.bands,
        "at": row.at,
        "since": row.at - WITHIN,
        "until": row.at + WITHIN,
    }
    arms = _arms(row, rare, after=after)
    if not arms:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(arms), values)
        ids = [number for (number,) in cursor.fetchall()]
    others = IndexedText.objects.filter(id__in=ids).exclude(subject=row.subject)
    return [
        (number, _compared_text(columns))
        for number, *columns in others.values_list("id", *_COMPARED)
    ]


def _arms(row: IndexedText, rare: Sequence[int], *, after: bool) -> list[str]:
    enabled = {
        "place": bool(row.place),
        "dong": bool(row.dong),
        "words": bool(rare),
        "seen": bool(row.bands),
        "last": not after,
    }
    when, first = (_AFTER, "") if after else (_BEFORE, "DESC")
    arms = [
        _ARM.format(where=where, when=when, limit=limit)
        for name, (where, limit) in _ARMS.items()
        if enabled[name]
    ]
    near = _CELLS.format(when=when, first=first, limit=_NEAR)
    return [near, *arms] if row.cell is not None else arms


def compared_text(row: IndexedText) -> ComparedText:
    """Give a row as it is compared."""
    return _compared_text([getattr(row, name) for name in _COMPARED])


def _compared_text(columns: Sequence[Any]) -> ComparedText:
    known = dict(zip(_COMPARED, columns, strict=True))
    return ComparedText(**known | {"vector": bytes(known["vector"])})
