"""The room's refusals in words, for pages, texts and the API."""

import datetime as dt

from django.utils import translation
from django.utils.translation import gettext

from townline.lines.queues.errors import ProofNeeded, QueueError
from townline.platform.core import resident_moments
from townline.platform.core.text.languages import page_language


def words(error: QueueError) -> str:
    """Say a refusal in the language that is active."""
    shown = dict(error.shown)
    opens = shown.get("opens")
    if isinstance(opens, dt.datetime):
        shown["opens"] = resident_moments.hour(opens)
    if isinstance(error, ProofNeeded) and error.hashes:
        return gettext("번호표를 받으려면 이 기기가 몇 초 동안 계산을 해야 합니다.")
    return error.words("", shown)


def said(error: QueueError, language: str) -> str:
    """Say a refusal in one language, such as in a text or to the API ("en")."""
    with translation.override(page_language(language)):
        return words(error)
