"""Many small cases of one test, each on what the test made once."""

import contextlib
from collections.abc import Iterator

from django.db import transaction


@contextlib.contextmanager
def undone(*which: object) -> Iterator[None]:
    """Take back what the block writes; a failure names ``which`` of the cases it was."""
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    except BaseException as error:  # pytest's own failures are no Exception
        error.add_note(f"in the case of {', '.join(map(str, which))}")
        raise
