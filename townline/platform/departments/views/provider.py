"""``/settings/sign-in/``: the identity provider as it is set up, and two ways to try it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from townline.platform.core import clock
from townline.platform.departments import api
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may
from townline.platform.departments.oidc import trial
from townline.platform.departments.oidc.checking import CheckStep, check_provider
from townline.platform.departments.oidc.client import OfficeClient
from townline.platform.departments.provider_settings import PROVIDER
from townline.platform.departments.views.identity import provider_name
from townline.platform.departments.views.provider_words import OUTCOMES, PROBLEMS, STEPS
from townline.platform.web.reading import pressed_button
from townline.platform.web.staff import staff_page

_WELL = {"linked", "first"}


@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.MANAGE))
def sign_in_settings(request: HttpRequest) -> HttpResponse:
    """Show how the provider is set up; try its documents, or walk to it and back."""
    name = provider_name()
    if request.method == "GET" or not name:
        return _page(request, name, {"trial": _trial(request)})
    if pressed_button(request) == "trial":
        trial.start(request, clock.now())
        return HttpResponseRedirect(reverse("openid_connect_login", args=[PROVIDER]))
    return _page(request, name, {"steps": [_step(one) for one in check_provider(_app()["issuer"])]})


def _page(request: HttpRequest, name: str, more: dict[str, Any]) -> HttpResponse:
    context = more | {"name": name}
    if name:
        back = OfficeClient(request, PROVIDER).get_callback_url(request, None)
        context |= _app() | {"back": back}
    return render(request, "departments/sign_in_settings.html", context)


def _app() -> dict[str, str]:
    providers: Any = settings.SOCIALACCOUNT_PROVIDERS
    (app,) = providers["openid_connect"]["APPS"]
    return {"issuer": app["settings"]["server_url"], "client_id": app["client_id"]}


def _step(one: CheckStep) -> dict[str, str]:
    fact = (
        gettext("키 %(n)s개") % {"n": one.fact}
        if one.key == "keys" and not one.problem
        else one.fact
    )
    words, name = PROBLEMS.get(one.problem, ""), STEPS[one.key]
    return {"name": gettext(name), "problem": words and gettext(words), "fact": fact}


def _trial(request: HttpRequest) -> dict[str, Any]:
    found = trial.result(request)
    if not found:
        return {}
    outcome = found["outcome"]
    if outcome == "failed":
        problem = PROBLEMS[found["problem"]]
        return {"words": gettext(problem)}
    person = api.staff_by_id(found["staff"]) if found["staff"] else None
    words = OUTCOMES[outcome]
    return found | {"person": person, "words": gettext(words), "well": outcome in _WELL}
