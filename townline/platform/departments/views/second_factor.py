"""The second proof at the sign-in: a code of the app, a recovery code, or a passkey."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from townline.platform.core import clock
from townline.platform.core.http import client
from townline.platform.departments import api, marks, passkeys, sign_in
from townline.platform.departments.sign_in import SignInTarget, way_of
from townline.platform.departments.views.inputs import Code, Credential
from townline.platform.departments.views.pages import SignInRefusal
from townline.platform.web import carrying
from townline.platform.web.reading import read
from townline.platform.web.views import back_to


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """Ask for a code of the person whose first proof was right."""
    person = sign_in.pending(request)
    if person is None:
        return HttpResponseRedirect("/sign-in/")
    refusal = None
    if request.method == "POST":
        refusal = _try(request, person)
        if refusal is None:
            return carrying.onward(request, back_to(request))
    return page(request, way_of(request), refusal)


def _try(request: HttpRequest, person: api.Staff) -> SignInRefusal | None:
    now = clock.now()
    bounds = api.code_bounds(person.id, client.client_key(request))
    if until := api.sign_in_blocked_until(bounds, now=now):
        return SignInRefusal(429, until)
    if not api.code_check(staff=person, code=read(request, Code).code[:40], now=now):
        api.sign_in_failed(bounds, now=now)
        return SignInRefusal(200)
    api.sign_in_succeeded(bounds)
    sign_in.enter(request, person, mark=marks.PASSED, by="code")
    return None


def page(
    request: HttpRequest, way: SignInTarget, refusal: SignInRefusal | None = None
) -> HttpResponse:
    """Ask for the second factor of the person who waits."""
    person = sign_in.pending(request)
    kinds = {factor.type for factor in api.factors_of(person.id)} if person else set()
    context: dict[str, Any] = {"refusal": refusal, "kinds": kinds} | way.context()
    status = refusal.status if refusal else 200
    return render(request, "departments/second.html", context, status=status)


@never_cache
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """Give the browser a challenge: of the person who waits, or of whoever has a passkey."""
    return JsonResponse(passkeys.challenge(sign_in.pending(request)))


@never_cache
@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """Let in whose passkey was shown."""
    now, found = clock.now(), _verify_passkey(request)
    if found is None:
        # A passkey cannot be guessed: a right one is never locked out by wrong ones.
        api.sign_in_failed(api.passkey_bounds(client.client_key(request)), now=now)
        return HttpResponseRedirect("/sign-in/?problem=passkey")
    person, factor_id = found
    api.factor_used(factor_id=factor_id, now=now)
    sign_in.enter(request, person, mark=marks.PASSED, by="passkey")
    return carrying.onward(request, back_to(request))


def _verify_passkey(request: HttpRequest) -> tuple[api.Staff, int] | None:
    answer, waiting = read(request, Credential).credential, sign_in.pending(request)
    try:
        person, factor = passkeys.verify_assertion(answer, waiting)
    except passkeys.PasskeyRefused:
        return None
    return (person, factor.id) if person.works(clock.now()) else None
