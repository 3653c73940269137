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
            "확인 권한이 있는 열쇠(%(names)s)가 %(until)s까지 살아 있습니다."
            " 내가 만들지 않았다면 바로 끊으세요."
        )
        % words,
        "/my/keys/#tokens",
        gettext("열쇠 보고 끊기"),
    )


def _manages(request: HttpRequest) -> bool:
    person = request.user
    return isinstance(person, api.Staff) and person.role == api.Role.ADMINISTRATOR


PEOPLE = NavItem("/settings/people/", lambda: gettext("사람과 역할"), "people", _manages)
