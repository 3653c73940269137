"""Which theme of this month is which of the last: by the texts that they have in common."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set

_LEAST = 0.3  # of a group's known texts, to be the theme that they were
_MOSTLY = 0.5  # of all texts of a further group, to stay with a theme that has one already


def identities(
    before: Mapping[int, int], groups: Sequence[Sequence[int]], shaped: Set[int] = frozenset()
) -> list[int | None]:
    """Give each group the theme that it goes on as, or None: it is new.

    ``before``: the theme of each text by number. A theme goes on as the group that has most of
    its texts; another group of mostly its texts stays with it, and so does one of mostly its
    known texts where people have shaped it (``shaped``), such as by joining two.
    """
    shares = [Counter(before[text] for text in group if text in before) for group in groups]
    pairs = sorted(
        ((much, at, theme) for at, share in enumerate(shares) for theme, much in share.items()),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    found: list[int | None] = [None] * len(groups)
    used: set[int] = set()
    for much, at, theme in pairs:
        if found[at] is not None or much < _LEAST * shares[at].total():
            continue
        of = shares[at].total() if theme in shaped else len(groups[at])
        if theme not in used or much >= _MOSTLY * of:
            found[at] = theme
            used.add(theme)
    return found


def stable_share(
    before: Mapping[int, int], now: Mapping[int, int], again: Set[int]
) -> float | None:
    """Give the share of texts with a theme, of those looked at again, that kept it; None: none."""
    known = [text for text in before if text in again]
    stable = sum(now.get(text) == before[text] for text in known)
    return stable / len(known) if known else None
