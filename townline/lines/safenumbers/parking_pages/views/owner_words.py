"""The words of the owner's page. They tell what somebody wanted, never who it was."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from townline.lines.safenumbers import api
from townline.lines.safenumbers.rules.requests import CarProblem
from townline.platform.core import district, resident_moments
from townline.platform.core.text.msisdn import SHOWN
from townline.platform.web.reading import as_written

PROBLEM_SENTENCES: dict[str, Promise] = {
    CarProblem.MOVE: _("차를 옮겨 달라고 합니다"),
    CarProblem.LIGHTS: _("전조등이 켜져 있다고 합니다"),
    CarProblem.WINDOW: _("창문이 열려 있다고 합니다"),
    CarProblem.ACCIDENT: _("차가 부딪혔거나 망가졌다고 합니다"),
    "trouble": _("차에 문제가 있다고 합니다"),
    "talk": _("통화하려고 했습니다"),
}
ANSWERS = (
    ("1", _("지금 갑니다")),
    ("2", _("10분 안에 갑니다")),
    ("3", _("갈 수 없습니다")),
)
_OUTCOMES: dict[str, Promise] = {
    "open": _("답을 기다립니다"),
    "1": _("‘지금 갑니다’라고 답했습니다"),
    "2": _("‘10분 안에 갑니다’라고 답했습니다"),
    "3": _("‘갈 수 없습니다’라고 답했습니다"),
    "unanswered": _("답하지 않았습니다"),
    "talked": _("통화했습니다"),
}
DONE_MESSAGES: dict[str, Promise] = {
    "answer": _("답을 전했습니다."),
    "suspend": _("일시 정지했습니다. 아무도 이 번호로 연락할 수 없습니다."),
    "resume": _("안심번호를 재개했습니다."),
    "hours": _("방해 금지 시간을 저장했습니다."),
    "no_hours": _("언제나 알립니다."),
    "talks": _("통화 연결을 바꿨습니다."),
    "phones": _("연결 순서를 바꿨습니다."),
    "phone_in": _("휴대전화를 추가했습니다."),
    "block": _("그 사람은 이 번호로 더 알릴 수 없습니다."),
    "report": _("신고를 받았습니다. 구청이 확인합니다."),
    "rotate": _("번호를 바꿨습니다. 스티커를 새로 인쇄해 붙여 주세요."),
}
_REFUSED: dict[str, Promise] = {
    "answer": _("이미 끝난 요청입니다. 더 하실 일이 없습니다."),
    "hours": _("시작과 종료 시각을 서로 다르게, 둘 다 적어 주세요"),
    "phone_out": _("마지막 휴대전화는 삭제할 수 없습니다. 다른 휴대전화를 먼저 추가해 주세요."),
    "block": _("차단할 사람이 없습니다. 번호를 숨긴 전화이거나 번호 없이 보낸 요청입니다."),
    "rotate": _("지금은 바꿔 드릴 번호가 없습니다. 며칠 뒤에 다시 시도해 주세요."),
}


def done_message(done: str) -> str:
    return str(DONE_MESSAGES.get(done, ""))


def refusal_errors(error: api.SafeNumberError, action: str) -> dict[str, str]:
    """Say why a deed was not done, beside its field where it has one."""
    words = None if isinstance(error, api.RequestNotFound) else _REFUSED.get(action)
    sentence = (
        str(words)
        if words
        else gettext("내용이 바뀌어 처리할 수 없습니다. 아래를 다시 확인해 주세요.")
    )
    return {"quiet" if action == "hours" else "": sentence}


def page(lease: api.LeaseView, shown: api.OwnerPage) -> dict[str, Any]:
    """Gather what the owner's page shows, beside the form's own values."""
    begin, end = lease.quiet_from, lease.quiet_until
    return {
        "lease": lease,
        "number": api.number_shown(lease.number) if lease.number else "",
        "proof_code": api.proof_code(lease.id),
        "line_number": district.line_number(),
        "active": lease.state is api.LeaseState.ACTIVE,
        "suspended": lease.state is api.LeaseState.SUSPENDED,
        "waiting": lease.state is api.LeaseState.WAITING,
        "open": [_open(one) for one in shown.open],
        "answers": ANSWERS,
        "log": [_line(one) for one in shown.log],
        "last": shown.last,
        "can_block": shown.can_block,
        "phones": [_phone(one) for one in shown.phones],
        "quiet": f"{resident_moments.hour(begin)}~{resident_moments.hour(end)}"
        if begin and end
        else "",
    }


def form(request: HttpRequest, lease: api.LeaseView) -> dict[str, object]:
    """Give what stands in the fields: what was typed, else what holds."""
    begin, end = (f"{at:%H:%M}" if at else "" for at in (lease.quiet_from, lease.quiet_until))
    written = as_written(request, **{"from": begin, "until": end})
    return {"quiet_from": written["from"], "quiet_until": written["until"]}


def _phone(one: api.OwnerPhoneLine) -> dict[str, Any]:
    digits = one.masked[-SHOWN:]
    return {"id": one.id, "masked": one.masked, "digits": digits, "fallback": one.fallback}


def _open(one: api.OwnerRequest) -> dict[str, Any]:
    return {
        "id": one.id,
        "token": one.token,
        "at": one.at,
        "when": resident_moments.soon(one.at),
        "words": PROBLEM_SENTENCES[one.matter],
        "answered": str(one.answer or ""),
    }


def _line(one: api.OwnerLogLine) -> dict[str, Any]:
    return {
        "at": one.at,
        "when": resident_moments.soon(one.at),
        "words": PROBLEM_SENTENCES[one.what],
        "outcome": _OUTCOMES.get(one.outcome, ""),
    }


def sure(action: str) -> dict[str, Any]:
    """Say what comes of a deed that cannot be taken back."""
    if action == "rotate":
        return {
            "heading": gettext("번호를 바꿀까요?"),
            "lines": [
                gettext("새 번호를 받습니다. 지금 번호는 다시 쓸 수 없습니다."),
                gettext("이전 번호로 전화한 사람에게는 한동안 번호가 바뀌었다고만 알립니다."),
                gettext("차에 둔 스티커를 새로 인쇄해 바꿔야 합니다."),
            ],
            "button": gettext("새 번호 받기"),
        }
    return {
        "heading": gettext("안심번호를 해지할까요?"),
        "lines": [
            gettext("이 번호는 더 연결되지 않습니다. 다시 쓰려면 새로 신청해야 합니다."),
            gettext("차 번호와 휴대전화 번호를 삭제합니다."),
            gettext("차에서 스티커를 떼어 주세요."),
        ],
        "button": gettext("해지하기"),
    }
