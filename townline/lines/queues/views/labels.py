"""Waits and states of a queue in the words of the public pages."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from townline.lines.queues import api
from townline.lines.queues.api import Hall, PriorityNeed, QueueError, TicketView, Wait, range_words
from townline.lines.queues.questionnaires import api as questionnaires
from townline.lines.queues.questionnaires.api import Answer, QuestionItem, QuestionKind, Trouble
from townline.lines.queues.rules.estimate import minutes
from townline.platform.core import clock, resident_moments


def english() -> bool:
    """Say whether English is spoken now."""
    return translation.get_language() == "en"


def between(wait: Wait, now: dt.datetime) -> str:
    """Write a range as times of day."""
    low, high = minutes(wait.low, wait.high)
    return gettext("%(low)s ~ %(high)s 사이") % {
        "low": resident_moments.hour(now + dt.timedelta(minutes=low)),
        "high": resident_moments.hour(now + dt.timedelta(minutes=high)),
    }


def need_words() -> dict[PriorityNeed, str]:
    """Name the needs."""
    return {
        PriorityNeed.ELDERLY: gettext("65세 이상입니다"),
        PriorityNeed.DISABLED: gettext("장애가 있습니다"),
        PriorityNeed.PREGNANT: gettext("임신했습니다"),
        PriorityNeed.INFANT: gettext("아기와 함께 왔습니다"),
    }


def state_words(hall: Hall) -> str:
    """Say how a queue stands, in a few words."""
    if hall.state == "off":
        return gettext("오늘 휴무")
    if hall.state == "early":
        return _early(hall)
    if hall.state == "closed":
        return gettext("오늘 발권 마감")
    if hall.full:
        return gettext("오늘 발권 마감(인원 초과)")
    return gettext("대기 %(count)s명") % {"count": hall.waiting}


def _early(hall: Hall) -> str:
    if hall.takes:
        words = gettext("%(time)s 시작 · 먼저 받은 분 %(count)s명")
        return words % {"time": resident_moments.hour(hall.opens), "count": hall.gathered}
    return gettext("%(time)s 시작") % {"time": resident_moments.hour(hall.opens)}


def place(hall: Hall) -> dict[str, Any]:
    """Give what a page shows of a queue."""
    queue, spoken = hall.queue, english()
    return {
        "code": queue.code,
        "name": queue.name_en if spoken else queue.name_ko,
        "site": queue.site.name_en if spoken else queue.site.name_ko,
        "takes": hall.takes,
        "early": hall.state == "early",
        "words": state_words(hall),
        "wait": range_words(hall.wait.low, hall.wait.high) if hall.wait and hall.takes else "",
        "opens": resident_moments.hour(hall.opens),
        "closes_about": resident_moments.hour(hall.closes_about) if hall.closes_about else "",
        "last": hall.last,
        "desks": hall.desks_open,
        "asks": bool(hall.plan.questionnaire),
    }


def later_words(halls: Sequence[Hall], now: dt.datetime) -> dict[str, str]:
    """Say from when tickets are given where there are none now, by queue; at most two queries."""
    shut = [hall for hall in halls if hall.state in {"off", "closed"} or hall.full]
    opens = api.opens_next([hall.queue for hall in shut], now) if shut else {}
    words = {code: opens_words(at) for code, at in opens.items()}
    gathering = gettext("%(time)s부터 번호표를 받을 수 있습니다.")
    for hall in halls:
        if hall.state == "early" and not hall.takes and not hall.full:
            at = resident_moments.hour(hall.opens - hall.plan.hours.gather)
            words[hall.queue.code] = gathering % {"time": at}
    return words


def opens_words(at: dt.datetime) -> str:
    """Say when a queue opens next."""
    day = resident_moments.day(at)
    return gettext("다음 운영일은 %(day)s %(time)s입니다.") % {
        "day": day,
        "time": resident_moments.hour(at),
    }


def places(halls: Sequence[Hall], now: dt.datetime) -> list[dict[str, Any]]:
    """Give what a page shows of several queues, with ``later`` where nothing is given now."""
    later = later_words(halls, now)
    return [place(hall) | {"later": later.get(hall.queue.code, "")} for hall in halls]


def at_now() -> str:
    """Write this moment."""
    return resident_moments.hour(clock.now())


# What the pages of a questionnaire say about an answer that cannot be kept: what to do.


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
