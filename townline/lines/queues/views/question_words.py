"""What the pages of a questionnaire say about an answer that cannot be kept: what to do."""

import datetime as dt

from django.utils.translation import gettext

from townline.lines.questionnaires import api as questionnaires
from townline.lines.questionnaires.api import Answer, QuestionItem, QuestionKind, Trouble
from townline.lines.queues import api
from townline.lines.queues.api import QueueError, TicketView
from townline.platform.core import clock, resident_moments


def trouble_words(item: QuestionItem, trouble: Trouble, language: str) -> str:
    """Say what to do; of a constraint the form's own words do."""
    own = questionnaires.words_in(item.message, language)
    if trouble is Trouble.CONSTRAINT and own:
        return own
    return {
        Trouble.MISSING: _missing(item),
        Trouble.LONG: gettext("500자 이내로 줄여 주세요."),
        Trouble.INTEGER: gettext("숫자만 적어 주세요. 예: 38"),
        Trouble.DECIMAL: gettext("숫자로 적어 주세요. 예: 36.5"),
        Trouble.DATE: gettext("날짜를 적어 주세요. 예: 2026-11-25"),
        Trouble.CHOICE: gettext("아래에서 선택해 주세요."),
    }.get(trouble, gettext("답변을 다시 확인해 주세요."))


def answer_words(item: QuestionItem, answer: Answer, language: str) -> str:
    """Write an answer for somebody to read; "" for one that was left out."""
    if item.kind is QuestionKind.DATE and isinstance(answer, str):
        return resident_moments.day(dt.date.fromisoformat(answer), language, year=True)
    return questionnaires.answer_text(item, answer, language)


def _missing(item: QuestionItem) -> str:
    if item.kind is QuestionKind.ONE:
        return gettext("하나를 선택해 주세요.")
    if item.kind is QuestionKind.MULTIPLE:
        return gettext("해당하는 것을 선택해 주세요.")
    return gettext("답변을 적어 주세요.")


def progress_words(view: TicketView) -> str:
    """Say on the ticket how far the questions are; "" where nothing is asked."""
    if "questionnaire" not in view.hall.queue.plan:
        return ""
    try:
        filled = api.questionnaire_of(view.ticket.id, clock.now()).filled
    except QueueError:
        return ""
    if filled.complete:
        return gettext("작성한 답변 보기·수정")
    return gettext("기다리는 동안 몇 가지 여쭙니다 · %(done)s/%(count)s") % {
        "done": filled.done,
        "count": filled.most,
    }
