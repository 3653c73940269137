"""What the one who was called has answered while waiting, for whoever sits at the desk."""

from contextlib import suppress
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from townline.lines.questionnaires import api as questionnaires
from townline.lines.queues import api
from townline.lines.queues.api import AtDesk, QueueError, TicketQuestionnaire
from townline.lines.queues.views.question_words import answer_words
from townline.platform.core import clock
from townline.platform.departments.api import Viewer


def panel(at: AtDesk | None, viewer: Viewer) -> dict[str, Any] | None:
    """Give what a desk shows of it; None where nobody is there or nothing is asked.

    The answers themselves only once this person's look at them stands in the history.
    """
    if at is None:
        return None
    found = api.desk_answers(at.ticket_id, viewer.actor, clock.now())
    if found is None:
        return None
    return {
        "mark": _mark(begun=found.begun, complete=found.complete),
        "good": found.complete,
        "hidden": found.begun and found.asked is None,
        "lines": _lines(found.asked) if found.asked else [],
    }


def _mark(*, begun: bool, complete: bool) -> str:
    if complete:
        return gettext("작성 완료")
    return gettext("일부 작성") if begun else gettext("작성 안 함")


def _lines(questionnaire: TicketQuestionnaire) -> list[tuple[str, str]]:
    spoken = translation.get_language() or "ko"
    answers = questionnaire.filled.answers
    return [
        (
            questionnaires.words_in(each.label, spoken),
            answer_words(each, answers.get(each.name), spoken),
        )
        for each in questionnaire.filled.questions
    ]


def record_view(code: str, viewer: Viewer) -> None:
    """Note a look. Raises as answers_look."""
    api.answers_view(desk=code, staff_id=viewer.staff_id, actor=viewer.actor, now=clock.now())


def looked_at_call(code: str, viewer: Viewer) -> None:
    """Note the look that calling is: the answers come up with the number.

    Nobody waits, or somebody else sits there: then nothing comes up.
    """
    with suppress(QueueError):
        record_view(code, viewer)
