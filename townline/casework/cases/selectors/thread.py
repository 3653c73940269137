"""All texts of a case, in order."""

from townline.casework.cases.models import SharedAnswer
from townline.casework.cases.rules import subject
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import ThreadText


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
