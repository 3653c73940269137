"""Keeping small counts from the public, also where a sum would tell them."""

from collections.abc import Sequence

SMALLEST = 5


def hidden_flags(counts: Sequence[int]) -> list[bool]:
    """Say which counts of a published sum are not shown.

    Each from 1 to 4 is hidden; then the smallest shown ones, until what the sum leaves over is
    at least ``SMALLEST`` and lies in two cells at least. A nought tells of nobody, and may stand;
    it is hidden only where nothing else is left.
    """
    found = [0 < count < SMALLEST for count in counts]
    if not any(found):
        return found
    others = sorted(
        (at for at, hides in enumerate(found) if not hides),
        key=lambda at: (counts[at] == 0, counts[at], at),
    )
    for at in others:
        cells = [count for count, hides in zip(counts, found, strict=True) if hides]
        if len(cells) > 1 and sum(cells) >= SMALLEST:
            break
        found[at] = True
    return found


def public_count(count: int) -> int | None:
    """Give a count that stands alone, None where it is too small to be shown."""
    return None if 0 < count < SMALLEST else count


def share_shown(part: int, whole: int) -> float | None:
    """Give a share, None where too few stand behind it."""
    return part / whole if whole >= SMALLEST else None


def hidden_rows(table: Sequence[Sequence[int]], hides: Sequence[bool]) -> list[bool]:
    """Say which rows of a table are not shown; the sums of its rows and columns are published.

    A row is shown whole or not at all: one with a count from 1 to 4 is hidden, and what ``hides``
    says already. Then the smallest others, until two rows that hold something are hidden and
    what each column leaves over is nothing, or at least ``SMALLEST``.
    """
    found = [
        hide or any(0 < count < SMALLEST for count in row)
        for row, hide in zip(table, hides, strict=True)
    ]
    if not any(found):
        return found
    others = (at for at, hide in enumerate(found) if not hide)
    for at in sorted(others, key=lambda at: (not any(table[at]), sum(table[at]), at)):
        if _is_disclosure_safe([row for row, hide in zip(table, found, strict=True) if hide]):
            break
        found[at] = True
    return found


def _is_disclosure_safe(rows: Sequence[Sequence[int]]) -> bool:
    left_over = [sum(column) for column in zip(*rows, strict=True)]
    return sum(map(any, rows)) > 1 and not any(0 < count < SMALLEST for count in left_over)
