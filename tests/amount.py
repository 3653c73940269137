"""How much is tried: a part of it at every change, all of it before a release."""

import os

# Set by ``make test-all``.
ALL = "TOWNLINE_TEST_ALL" in os.environ
_PART = 4


def examples(number: int) -> int:
    """Give how many generated examples to try: that many, or the first of them."""
    return number if ALL else max(number // _PART, 1)
