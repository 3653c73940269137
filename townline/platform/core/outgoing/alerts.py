"""Tells the person on duty what cannot wait for somebody to look. By what way, ``config`` says."""

from collections.abc import Callable

# Given a subject and words, says whether they were taken.
type Tell = Callable[[str, str], bool]
_filled: list[Tell] = []


def fill(tell: Tell) -> None:
    """Say who carries it."""
    _filled[:] = [tell]


def tell(subject: str, body: str) -> bool:
    """Tell; say whether it was taken. What goes wrong is in the log.

    Call it outside a transaction: a mail server may take its time. ``body`` holds no text and no
    number of a resident.
    """
    return _filled[0](subject, body)
