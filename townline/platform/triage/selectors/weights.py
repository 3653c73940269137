"""How much a word tells: the rarer in this district's own texts, the more.

PostgreSQL counts the commonest elements of an array by itself (``ANALYZE``), so that nothing
has to be counted twice. A district without texts begins from what is common in any.
"""

import time
from collections.abc import Callable, Mapping

from django.db import connection

from townline.platform.triage.rules.common_words import common, common_pair, telling

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
