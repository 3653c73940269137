"""A case whose texts speak of several topics: one case for each, or the same matter after all."""

from collections.abc import Sequence

from django.db import transaction

from townline.casework.cases.api import (
    TOPICS,
    NotFound,
    Remark,
    again_if_merged,
    case_lock,
    publish,
    remark,
    split_off,
    subject,
)
from townline.casework.cases.models import Case
from townline.casework.classification.errors import SuggestionGone
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.topics import topics_of
from townline.platform.conversations import api as conversations
from townline.platform.departments.api import Act, Permission


@again_if_merged
def case_split_topics(act: Act, *, code: str, texts: Sequence[int]) -> list[Case]:
    """Give each topic but the first a case of its own; returns the first case and the new ones.

    ``texts``: those that the person saw would leave. Raises SuggestionGone when it would be
    others by now, and as ``case_split`` does; one undo takes all of it back.
    """
    found = topics_of(TextReading.objects.filter(case__code=code))
    parts = [sorted(topic.texts) for topic in found[1:]]
    if not parts or sorted(texts) != sorted(number for ids in parts for number in ids):
        raise SuggestionGone("the texts of this case are read otherwise now; look at it first")
    return split_off(act, code=code, parts=parts, action=TOPICS)


@transaction.atomic
def same_matter(act: Act, *, code: str, text: int) -> Case:
    """Say that a text which looked like another matter is the same one; it is not asked again."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    if text not in conversations.thread_ids(subject(case.id)).incoming:
        raise NotFound(f"case {code} has no such text")
    TextReading.objects.filter(text_id=text, case=case).update(topic_same=True)
    remark(act, case, Remark.SAME_MATTER, text=text)
    publish(case)
    return case
