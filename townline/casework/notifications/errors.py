"""What is refused of alerts."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput

__all__ = ["AlertsRefused"]


class AlertsRefused(InvalidInput):
    """Not possible yet; ``problem``: ``mail``, ``number``, ``browser``, ``hours``, ``way``."""

    type = "alerts-refused"
    title = "This channel cannot reach the person yet"
    sentence_by: ClassVar[Mapping[str, str]] = {
        "way": gettext_noop("표에 있는 항목 가운데 선택해 주세요."),
        "hours": gettext_noop("방해 금지 시간은 시작과 종료를 서로 다르게, 둘 다 적어 주세요."),
        "mail": gettext_noop("이메일 주소가 없습니다. 관리자에게 등록을 요청해 주세요."),
        "number": gettext_noop("문자로 받으려면 먼저 아래에서 휴대전화 번호를 인증해 주세요."),
        "browser": gettext_noop(
            "브라우저로 받으려면 먼저 아래에서 '이 브라우저에서 받기'를 눌러 주세요."
        ),
        "endpoint": gettext_noop(
            "이 브라우저의 알림 주소를 쓸 수 없습니다. 다른 브라우저를 써 주세요."
        ),
    }
    reason = "problem"
