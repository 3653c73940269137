"""How much is tried: a part of it at every change, all of it before a release."""

import os
from collections.abc import Sequence

# Set by ``make test-all``.
ALL = "TOWNLINE_TEST_ALL" in os.environ
_PART = 4


def examples(number: int) -> int:
    """Give how many generated examples to try: that many, or the first of them."""
    return number if ALL else max(number // _PART, 1)


def ways[Way](known: Sequence[Way]) -> Sequence[Way]:
    """Give the languages, widths or colours a page is tried in: the last one, or all of them."""
    return known if ALL else known[-1:]
