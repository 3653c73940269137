"""Who was told of a danger, and sees its case for as long as the danger lasts."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from townline.platform.core import district

# Rows with a ``case`` and a ``staff``, which may be None.
type RecipientRows = QuerySet[Any]

_providers: list[Callable[[], RecipientRows]] = []


def fill(provider: Callable[[], RecipientRows]) -> None:
    """Say where it stands who was told of what."""
    _providers[:] = [provider]
    district.forget()  # what was compiled of other rows


def danger_recipients() -> RecipientRows:
    """Give all rows, to be narrowed."""
    (rows,) = _providers
    return rows()
