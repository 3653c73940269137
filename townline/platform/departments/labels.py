"""Words of staff for roles, refusals and the history of a person."""

from django.utils.translation import gettext, gettext_noop

from townline.platform.core.history import tags
from townline.platform.core.models import Transition
from townline.platform.departments.rules import LASTING, Role

_ROLES = {
    Role.CLERK: gettext_noop("민원 접수 담당자"),
    Role.OFFICER: gettext_noop("담당자"),
    Role.HEAD: gettext_noop("부서장"),
    Role.MAYOR: gettext_noop("구청장"),
    Role.DEPUTY: gettext_noop("부구청장"),
    Role.ADMINISTRATOR: gettext_noop("관리자"),
    Role.AUDITOR: gettext_noop("감사 담당"),
    Role.HELPER: gettext_noop("임시 지원"),
}
_REFUSALS = {
    "reason": gettext_noop("사유를 적어 주세요. 처리 이력에 남습니다(500자까지)."),
    "username": gettext_noop(
        "아이디는 영어 소문자나 숫자로 시작해 2자 이상, 소문자, 숫자, 점, 줄표만 적어 주세요."
    ),
    "username_taken": gettext_noop("이미 있는 아이디입니다. 다른 아이디를 적어 주세요."),
    "name": gettext_noop("이름을 적어 주세요(한국어 60자, 영어 80자까지)."),
    "role": gettext_noop("역할을 선택해 주세요."),
    "helper": gettext_noop(
        "임시 지원 계정은 ‘임시 지원 인력’ 화면에서 만들고, 다른 역할로 바꿀 수 없습니다."
    ),
    "end": gettext_noop("종료 일시를 지금부터 7일 안으로 적어 주세요."),
    "ended": gettext_noop("이미 종료된 계정입니다. 필요하면 새로 만들어 주세요."),
    "department": gettext_noop("이 역할은 부서가 필요합니다. 부서를 선택해 주세요."),
    "language": gettext_noop("한국어나 영어를 선택해 주세요."),
    "email": gettext_noop("이메일 주소를 다시 적어 주세요. 예: hong@example.org"),
    "email_taken": gettext_noop("다른 사용자의 이메일 주소입니다."),
    "own": gettext_noop("자신의 계정은 변경할 수 없습니다. 다른 관리자에게 요청해 주세요."),
    "last_administrator": gettext_noop("마지막 관리자입니다. 다른 관리자를 먼저 지정해 주세요."),
    "not_any_more": gettext_noop("관리자 권한이 해제되었습니다. 변경된 내용은 없습니다."),
    "inactive": gettext_noop("정지된 계정입니다. 먼저 정지를 해제해 주세요."),
    "unlinked": gettext_noop("연결된 기관 계정이 없습니다."),
    "unknown": gettext_noop("검색 결과가 없습니다."),
}

_ENDS = {
    "signed_out": gettext_noop("본인 로그아웃"),
    "ended_elsewhere": gettext_noop("다른 기기에서 로그아웃"),
    "replaced": gettext_noop("같은 브라우저에서 다른 사람이 로그인"),
    "password": gettext_noop("비밀번호 변경됨"),
    "factors_reset": gettext_noop("2단계 인증 초기화됨"),
    "unlinked": gettext_noop("기관 계정 연결 해제됨"),
    "suspended": gettext_noop("계정 정지됨"),
    "ended": gettext_noop("계정 종료됨"),
    "keys": gettext_noop("서명 키 변경"),
    "timed_out": gettext_noop("오래 쓰지 않음"),
    "taken_away": gettext_noop("세션이 없어졌거나 비밀번호와 맞지 않음"),
}


def role(code: str) -> str:
    """Name a role in the reader's language."""
    return gettext(_ROLES[Role(code)])


def roles(own: str = "") -> list[tuple[str, str]]:
    """Give every role that ``own`` may become with its name, in the order of looking for one."""
    some = [Role.HELPER] if own == Role.HELPER else LASTING
    return [(code.value, gettext(_ROLES[code])) for code in some]


def refusal(why: str) -> str:
    """Say why nothing was changed, and what to do."""
    return gettext(_REFUSALS[why])


def event(line: Transition) -> str:
    """Name what happened to a person; a change of role says from what to what, an end why."""
    words = tags.label(line.event)
    if line.from_state and line.from_state != line.to_state:
        words += f": {role(line.from_state)} → {role(line.to_state)}"
    if why := _ENDS.get(str((line.data or {}).get("why", ""))):
        words += f": {gettext(why)}"
    return words
