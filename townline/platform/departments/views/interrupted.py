"""Asking somebody who is signed in for their password once more. Their session goes on."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from townline.platform.core import clock
from townline.platform.departments import marks
from townline.platform.departments.guards import the_person
from townline.platform.departments.sign_in import SignInTarget, way_of
from townline.platform.departments.views.pages import SignInRefusal, check_credentials
from townline.platform.web import carrying
from townline.platform.web.staff import staff_page
from townline.platform.web.views import back_to


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@staff_page()
def again(request: HttpRequest) -> HttpResponse:
    refusal = _try(request) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        return carrying.onward(request, back_to(request))
    return page(request, way_of(request), refusal)


def page(
    request: HttpRequest, way: SignInTarget, refusal: SignInRefusal | None = None
) -> HttpResponse:
    """Ask for the password of who sits there."""
    context = way.context() | {
        "refusal": refusal,
        "has_password": the_person(request).has_usable_password(),
        "provider": settings.TOWNLINE_OIDC_NAME if settings.SOCIALACCOUNT_PROVIDERS else "",
    }
    status = refusal.status if refusal else 200
    return render(request, "departments/again.html", context, status=status)


def _try(request: HttpRequest) -> SignInRefusal | None:
    done = check_credentials(request, the_person(request).username)
    if isinstance(done, SignInRefusal):
        return done
    request.session[marks.PROVED] = clock.now().timestamp()
    return None
