"""``/settings/tokens/``: the API tokens of all people, for an administrator to look at and end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.platform.core import clock
from townline.platform.departments import api
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import act_of, may
from townline.platform.web.inputs import Numbered
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page


@require_GET
@staff_page(may(Permission.MANAGE))
def tokens(request: HttpRequest) -> HttpResponse:
    """List the tokens that open something now, with whose they are."""
    context = {"tokens": api.tokens_live(now=clock.now())}
    return render(request, "departments/tokens.html", context)


@require_POST
@staff_page(may(Permission.MANAGE))
def tokens_revoke(request: HttpRequest) -> HttpResponse:
    """Make somebody's token useless from now on."""
    number, act = read(request, Numbered).id, act_of(request)
    owner = api.token_owner(number)
    if owner and api.token_revoke(
        token_id=number, staff_id=owner, actor=act.viewer.actor, now=act.now
    ):
        messages.success(request, gettext("API 토큰을 해제했습니다."))
    return HttpResponseRedirect(reverse("tokens"))
