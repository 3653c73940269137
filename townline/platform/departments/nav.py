"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.core import clock
from townline.platform.departments import api
from townline.platform.web import moments
from townline.platform.web.registry import Banner, NavItem


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


def _manages(request: HttpRequest) -> bool:
    person = request.user
    return isinstance(person, api.Staff) and person.role == api.Role.ADMINISTRATOR


PEOPLE = NavItem("/settings/people/", lambda: gettext("사용자와 역할"), "people", _manages)
