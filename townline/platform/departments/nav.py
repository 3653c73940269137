"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.core import clock
from townline.platform.departments import api
from townline.platform.departments.guards import may, who_may
from townline.platform.web import moments
from townline.platform.web.registry import Banner, SettingsItem


def confirm_token_banner(request: HttpRequest) -> Banner | None:
    """Tell a person on every page that a program may confirm in their name, and until when."""
    person = request.user
    if not isinstance(person, api.Staff) or not api.may_ever_confirm(person):
        return None
    tokens, now = api.tokens_confirming(staff_id=person.id, now=clock.now()), clock.now()
    ends = [token.expires_at for token in tokens if token.expires_at]
    if not ends:
        return None
    words = {
        "names": ", ".join(t.name for t in tokens),
        "until": moments.moment(max(ends), now=now),
    }
    return Banner(
        "warning",
        gettext(
            "승인 권한이 있는 API 토큰(%(names)s)의 유효 기간은 %(until)s까지입니다. "
            "직접 발급하지 않았다면 바로 해제해 주세요."
        )
        % words,
        "/my/keys/#tokens",
        gettext("API 토큰 확인·해제"),
    )


def _without_second_factor() -> str:
    number = api.count_without_second_factor()
    return gettext("2단계 인증 없는 사용자 %(n)s명") % {"n": number} if number else ""


def _tokens_live() -> str:
    number = api.count_tokens_live(clock.now())
    return gettext("사용 중 %(n)s개") % {"n": number} if number else ""


PEOPLE = SettingsItem(
    "/settings/people/",
    lambda: gettext("사용자와 역할"),
    lambda: gettext("사용자 추가, 부서와 역할, 2단계 인증, 계정 정지"),
    lambda: gettext("사람과 권한"),
    who_may(may(api.Permission.MANAGE)),
    lambda: gettext("직원 비밀번호 로그인"),
    _without_second_factor,
)
SIGN_IN = SettingsItem(
    "/settings/sign-in/",
    lambda: gettext("기관 계정 로그인"),
    lambda: gettext("통합 로그인 서버의 설정과 연결 시험"),
    lambda: gettext("사람과 권한"),
    who_may(may(api.Permission.MANAGE)),
    lambda: "OpenID Connect SSO",
    lambda: "" if settings.SOCIALACCOUNT_PROVIDERS else gettext("설정 안 함"),
)
TOKENS = SettingsItem(
    "/settings/tokens/",
    lambda: gettext("API 토큰"),
    lambda: gettext("프로그램이 쓰는 토큰의 권한과 사용자, 해제"),
    lambda: gettext("시스템 연계"),
    who_may(may(api.Permission.MANAGE)),
    lambda: "API token",
    _tokens_live,
)
OWN_SETTINGS = (
    SettingsItem(
        "/my/sign-in/",
        lambda: gettext("로그인 방법"),
        lambda: gettext("내 비밀번호, 패스키, 인증 앱, 로그인한 기기"),
        lambda: gettext("내 설정"),
    ),
    SettingsItem(
        "/my/notifications/",
        lambda: gettext("알림 받기"),
        lambda: gettext("이메일, 브라우저, 문자로 받을 알림과 방해 금지 시간"),
        lambda: gettext("내 설정"),
    ),
    SettingsItem(
        "/my/keys/",
        lambda: gettext("단축키와 API 토큰"),
        lambda: gettext("단축키 켜고 끄기, 내 API 토큰 해제"),
        lambda: gettext("내 설정"),
    ),
)
