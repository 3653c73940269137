"""The room's refusals in words, for pages, texts and the API."""

from django.utils import translation

from townline.lines.queues.errors import QueueError
from townline.platform.core.text.languages import page_language


def words(error: QueueError) -> str:
    """Say a refusal in the language that is active."""
    return error.message()


def refusal_text(error: QueueError, language: str) -> str:
    """Say a refusal in one language, such as in a text or to the API ("en")."""
    with translation.override(page_language(language)):
        return error.message()
