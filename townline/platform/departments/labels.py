"""Words of staff for roles, refusals and the history of a person."""

from django.utils.translation import gettext, gettext_noop

from townline.platform.core.history import tags
from townline.platform.core.models import Transition
from townline.platform.departments.rules import Role

_ROLES = {
    Role.CLERK: gettext_noop("민원실 담당"),
    Role.OFFICER: gettext_noop("부서 담당"),
    Role.HEAD: gettext_noop("부서장"),
    Role.MAYOR: gettext_noop("기관장"),
    Role.DEPUTY: gettext_noop("부기관장"),
    Role.ADMINISTRATOR: gettext_noop("관리자"),
    Role.AUDITOR: gettext_noop("감사 담당"),
}
_REFUSALS = {
    "reason": gettext_noop("까닭을 적어 주세요. 이력에 남습니다(500자까지)."),
    "username": gettext_noop(
        "아이디는 영어 소문자나 숫자로 시작해 2자 이상, 소문자, 숫자, 점, 줄표만 적어 주세요."
    ),
    "username_taken": gettext_noop("이미 있는 아이디입니다. 다른 아이디를 적어 주세요."),
    "name": gettext_noop("이름을 적어 주세요(한국어 60자, 영어 80자까지)."),
    "role": gettext_noop("역할을 골라 주세요."),
    "department": gettext_noop("이 역할에는 부서가 있어야 합니다. 부서를 골라 주세요."),
    "language": gettext_noop("한국어나 영어를 골라 주세요."),
    "email": gettext_noop("전자우편 주소를 다시 적어 주세요. 보기: hong@example.org"),
    "email_taken": gettext_noop("다른 사람이 쓰는 전자우편 주소입니다."),
    "own": gettext_noop("자기 자신은 바꿀 수 없습니다. 다른 관리자에게 부탁해 주세요."),
    "last_administrator": gettext_noop(
        "마지막 관리자입니다. 다른 관리자를 먼저 세운 뒤 바꿔 주세요."
    ),
    "not_any_more": gettext_noop("그사이에 관리자가 아니게 되었습니다. 바뀐 것이 없습니다."),
    "inactive": gettext_noop("쉬고 있는 사람입니다. 먼저 다시 들어오게 해 주세요."),
    "unknown": gettext_noop("찾는 사람이 없습니다."),
}

_ENDS = {
    "signed_out": gettext_noop("로그아웃"),
    "ended_elsewhere": gettext_noop("다른 곳에서 끝냄"),
    "replaced": gettext_noop("같은 브라우저에서 다른 사람이 로그인"),
    "password": gettext_noop("비밀번호 변경"),
    "factors_reset": gettext_noop("2단계 인증 초기화"),
    "suspended": gettext_noop("계정 정지"),
    "keys": gettext_noop("서명 키 변경"),
    "timed_out": gettext_noop("오래 쓰지 않음"),
    "taken_away": gettext_noop("세션이 없어졌거나 비밀번호와 맞지 않음"),
}


def role(code: str) -> str:
    """Name a role in the reader's language."""
    return gettext(_ROLES[Role(code)])


def roles() -> list[tuple[str, str]]:
    """Give every role with its name, in the order in which people look for one."""
    return [(code.value, gettext(words)) for code, words in _ROLES.items()]


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
