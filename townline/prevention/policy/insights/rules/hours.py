"""How long things took, as counts in buckets of hours: sums of days are sums of buckets."""

from bisect import bisect_right
from collections.abc import Sequence

# By the hour up to the promise, then coarser: an answer after weeks is late by any measure.
EDGES: tuple[float, ...] = (
    *range(48),
    *range(48, 96, 4),
    *range(96, 336, 24),
    *range(336, 720, 96),
    720,
)
BUCKETS = len(EDGES)
_LAST = float(EDGES[-1])


def bucket(hours: float) -> int:
    """Give the bucket of a length of time, in hours; what is negative counts as nothing."""
    return max(bisect_right(EDGES, hours) - 1, 0)


def quantile(counts: Sequence[int], share: float) -> float | None:
    """Give the hours below which ``share`` of all lie, None without any.

    Within a bucket times are taken as evenly spread; what took longer than the last edge
    (30 days) counts as that.
    """
    whole = sum(counts)
    wanted = whole * share
    below = 0
    for number, count in enumerate(counts):
        if count and below + count >= wanted:
            low = float(EDGES[number])
            high = float(EDGES[number + 1]) if number + 1 < BUCKETS else _LAST
            return low + (high - low) * (wanted - below) / count
        below += count
    return None
