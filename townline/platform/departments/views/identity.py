"""A person's account at the office's identity provider: an administrator's link, and its end."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from townline.platform.core import clock
from townline.platform.departments import api
from townline.platform.departments.oidc import adapters
from townline.platform.departments.provider_settings import PROVIDER


def provider_name() -> str:
    """Give the provider's name as people read it, "" where there is none."""
    return settings.TOWNLINE_OIDC_NAME if settings.SOCIALACCOUNT_PROVIDERS else ""


def decide(request: HttpRequest, action: str, common: Mapping[str, Any]) -> None:
    """Confirm or end a person's link, as an administrator wants it. Raises RolesRefused."""
    if action == "identity-confirm":
        api.person_identity_confirm(**common)
        messages.success(request, gettext("기관 계정 연결을 확인했습니다."))
        return
    api.person_identity_unlink(**common)
    messages.success(request, gettext("기관 계정 연결을 해제했습니다. 열어 둔 화면도 닫혔습니다."))


@never_cache
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, who: str, token: str) -> HttpResponse:
    """Lead the person of an administrator's link to the provider; there their account is bound."""
    person = api.identity_link_person(who, token, now=clock.now())
    if person is None or not settings.SOCIALACCOUNT_PROVIDERS:
        return render(request, "departments/way_in_over.html", status=404)
    if request.method == "POST":
        request.session[adapters.LINK] = {"who": who, "token": token}
        return HttpResponseRedirect(reverse("openid_connect_login", args=[PROVIDER]))
    context = {"person": person, "provider": provider_name()}
    return render(request, "departments/identity_link.html", context)
