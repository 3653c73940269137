"""Refusals in the words of pages, which their classes have."""

from collections.abc import Mapping

from townline.casework.cases.errors import CaseError, PhotoUnusable
from townline.platform.core.refusals import refusal_words


def words(error: CaseError) -> str:
    """Say a refusal in the reader's language."""
    return error.message()


def stored_refusal(type_: str, detail: str, extra: Mapping[str, object]) -> str:
    """Say a refusal that was kept by its type, as ``words`` does."""
    return refusal_words(CaseError, type_, detail, extra)


def photo_problem(code: str) -> str:
    """Say what is the matter with a file."""
    return PhotoUnusable.words("", {"problem": code})
