"""What is made once for many cases: of one test, or of all tests of a module."""

import contextlib
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from tests.scenes import STAGE
from townline.platform.core import district


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


@contextlib.contextmanager
def made_once(blocker: Any) -> Iterator[None]:
    """Keep what the block writes until it ends: for a fixture of a module that makes much.

    Each test is a savepoint within. ``blocker`` is pytest-django's; what is made needs
    ``django_db_setup``, and the tests are no transactional ones, which would commit it.
    """
    with blocker.unblock(), transaction.atomic(), STAGE.elsewhere():
        district.forget()
        try:
            yield
        finally:
            transaction.set_rollback(True)
    district.forget()
