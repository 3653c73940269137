"""Who was told of a danger, and sees its case for as long as the danger lasts."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from townline.platform.core import district

# Rows with a ``case`` and a ``staff``, which may be None.
type Told = QuerySet[Any]

_told: list[Callable[[], Told]] = []


def fill(told: Callable[[], Told]) -> None:
    """Say where it stands who was told of what."""
    _told[:] = [told]
    district.forget()  # what was compiled of other rows


def told() -> Told:
    """Give all rows, to be narrowed."""
    (rows,) = _told
    return rows()
