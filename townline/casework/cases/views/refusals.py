"""Refusals in the words of pages, which their classes have."""

from collections.abc import Mapping

from townline.casework.cases.errors import CaseError, PhotoUnusable
from townline.casework.cases.views.photo_words import problem
from townline.platform.core.refusals import kept


def words(error: CaseError) -> str:
    """Say a refusal in the reader's language."""
    if isinstance(error, PhotoUnusable):
        return problem(str(error.extra.get("problem", "")))
    return error.words(error.detail, error.extra)


def kept_words(type_: str, detail: str, extra: Mapping[str, object]) -> str:
    """Say a refusal that was kept by its type, as ``words`` does."""
    return kept(CaseError, type_, detail, extra)
