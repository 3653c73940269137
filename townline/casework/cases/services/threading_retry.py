"""Beginning again when a case was merged between reading and locking."""

from collections.abc import Callable
from functools import wraps

from django.db import transaction

from townline.casework.cases.services.threading_lock import MergedInBetween

_TRIES = 5


def again_if_merged[**P, Done](action: Callable[P, Done]) -> Callable[P, Done]:
    """Run a deed in a transaction of its own; undone and begun anew if a case went elsewhere.

    Each merge takes a case away for good, so that few tries are ever needed.
    """

    @wraps(action)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> Done:
        for _ in range(_TRIES - 1):
            try:
                with transaction.atomic():
                    return action(*args, **kwargs)
            except MergedInBetween:
                continue
        with transaction.atomic():
            return action(*args, **kwargs)

    return wrapper
