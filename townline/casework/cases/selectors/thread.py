"""All texts of a case, in order."""

from collections.abc import Iterable

from townline.casework.cases.models import SharedAnswer
from townline.casework.cases.ports.talk import is_handled
from townline.casework.cases.rules import ThanksWords, subject
from townline.casework.cases.rules.thread import is_aside
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import ThreadText
from townline.platform.core import district
from townline.platform.core.settings import Vocabulary
from townline.platform.core.text.line_words import group_words


def thread_of(case_id: int, *, shared: bool = True) -> list[ThreadText]:
    """Give a case's texts, with answers that lie in another case and answered this one too.

    ``shared``: whether there may be such answers.
    """
    thread = conversations.thread(subject(case_id))
    elsewhere = SharedAnswer.objects.filter(case=case_id) if shared else SharedAnswer.objects.none()
    ids = list(elsewhere.values_list("outgoing_text_id", flat=True))
    if not ids:
        return thread
    texts = [*thread, *conversations.outgoing_texts(ids)]
    return sorted(texts, key=lambda text: (text.at, text.direction, text.id))


def talk(texts: Iterable[ThreadText]) -> list[ThreadText]:
    """Leave out of a thread what the line handles by itself."""
    return [text for text in texts if not is_aside(text, is_handled)]


def thanks_words() -> ThanksWords:
    """Read the district's words of thanks."""
    return district.derive(_thanks_words)


def _thanks_words(settings: district.Settings) -> ThanksWords:
    return ThanksWords(
        thanks=frozenset(group_words(settings, "thanks")),
        fillers=frozenset(group_words(settings, "thanks_fillers")),
        emoji=settings.part(Vocabulary).words.thanks_emoji,
    )
