"""The room's refusals in words, for pages, texts and the API."""

import datetime as dt
from http import HTTPStatus

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from townline.lines.queues.errors import ProofNeeded, QueueError
from townline.platform.core import district

_WORDS = {
    "unknown-queue": gettext_noop("그런 번호표 창구가 없습니다. 목록에서 골라 주세요."),
    "unknown-ticket": gettext_noop(
        "이 번호표를 열 수 없습니다. 다른 전화로 옮겼거나 날이 지났을 수 있습니다. "
        "번호와 확인 번호를 적거나 창구에 말씀해 주세요."
    ),
    "not-today": gettext_noop("오늘은 쉬는 날입니다."),
    "not-yet": gettext_noop("%(opens)s부터 번호표를 받을 수 있습니다."),
    "closed": gettext_noop("오늘 번호표는 끝났습니다. 다음 여는 날에 와 주세요."),
    "full": gettext_noop(
        "오늘 맞이할 수 있는 분이 다 찼습니다. 다른 곳을 보거나 다음 여는 날에 와 주세요."
    ),
    "already-here": gettext_noop(
        "이미 받은 번호표가 있습니다. 문자로 온 링크를 열거나, 번호와 확인 번호를 적어 주세요. "
        "여러 사람이 한 전화를 쓰면 창구에 말씀해 주세요."
    ),
    "proof-needed": gettext_noop(
        "이 연결(와이파이나 통신사)에서 전화번호를 인증하지 않은 번호표가 이미 기다리고 있습니다. "
        "휴대전화 문자로 받거나, 무인 발권기나 창구에서 받아 주세요."
    ),
    "party": gettext_noop("함께 온 분은 1명에서 %(most)s명까지 적을 수 있습니다."),
    "wrong-state": gettext_noop(
        "그사이에 번호표가 바뀌어 지금은 할 수 없습니다. 화면을 다시 열어 주세요."
    ),
    "desk-closed": gettext_noop("닫힌 창구입니다. 먼저 창구를 열어 주세요."),
    "desk-busy": gettext_noop(
        "이 창구에 부른 분이 있습니다. 처리 완료, 미응답, 보류 가운데 하나를 먼저 골라 주세요."
    ),
    "nobody-called": gettext_noop("지금 이 창구에 부른 분이 없습니다."),
    "nobody-behind": gettext_noop(
        "뒤에 기다리는 분이 없어 순서가 그대로입니다. 부른 뒤에 늦으면 그때 눌러 주세요."
    ),
    "too-often": gettext_noop("더 미루거나 다시 들어올 수 없습니다. 창구에 말씀해 주세요."),
    "code-locked": gettext_noop("확인 번호가 다섯 번 틀려 잠겼습니다. 창구에 말씀해 주세요."),
    "wrong-code": gettext_noop("번호와 확인 번호가 맞지 않습니다. 다시 확인해 주세요."),
    "not-allowed": gettext_noop("이 일은 맡은 역할만 할 수 있습니다."),
    "too-early": gettext_noop("예약하신 분은 %(opens)s부터 '왔어요'를 누를 수 있습니다."),
    "phone-needed": gettext_noop(
        "예약하려면 휴대전화 번호를 적어 주세요. 번호가 없으면 창구에서 예약해 드립니다."
    ),
    "no-slot": gettext_noop("그 시각은 찼거나 지났습니다. 다른 시각을 골라 주세요."),
    "no-questions": gettext_noop("이 번호표로는 여쭙는 것이 없습니다."),
    "questions-over": gettext_noop("끝난 번호표입니다. 적으신 답은 더 열리지 않고, 곧 지워집니다."),
    "answers": gettext_noop("답 가운데 고칠 것이 있습니다."),
}
_STATUS = {
    "no-questions": HTTPStatus.NOT_FOUND,
    "questions-over": HTTPStatus.NOT_FOUND,
    "answers": HTTPStatus.UNPROCESSABLE_ENTITY,
    "unknown-queue": HTTPStatus.NOT_FOUND,
    "unknown-ticket": HTTPStatus.NOT_FOUND,
    "proof-needed": HTTPStatus.PRECONDITION_REQUIRED,
    "phone-needed": HTTPStatus.UNPROCESSABLE_ENTITY,
    "party": HTTPStatus.UNPROCESSABLE_ENTITY,
    "wrong-code": HTTPStatus.FORBIDDEN,
    "code-locked": HTTPStatus.FORBIDDEN,
    "not-allowed": HTTPStatus.FORBIDDEN,
}


def words(error: QueueError) -> str:
    """Say a refusal in the language that is active."""
    shown = dict(error.shown)
    opens = shown.get("opens")
    if isinstance(opens, dt.datetime):
        shown["opens"] = opens.astimezone(district.current().zone).strftime("%H:%M")
    if isinstance(error, ProofNeeded) and error.hashes:
        return gettext("번호표를 받으려면 이 기기가 몇 초 동안 계산을 해야 합니다.")
    return gettext(_WORDS[error.name]) % shown


def said(error: QueueError, language: str) -> str:
    """Say a refusal in one language, such as in a text or to the API ("en")."""
    with translation.override(language):
        return words(error)


def status(error: QueueError) -> int:
    """Give the HTTP status of a refusal."""
    return _STATUS.get(error.name, HTTPStatus.CONFLICT)
