"""What staff do with the link to a household's own page."""

import io
from typing import Annotated, ClassVar

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST
from pydantic import Field

from townline.casework.cases.api import NotFound
from townline.platform.core import clock
from townline.platform.core.http import public
from townline.platform.departments.api import Viewer
from townline.platform.web.inputs import Input, ResidentLanguage
from townline.platform.web.moments import deferral_notice
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.prevention.surveys.api import Home, reads, works
from townline.prevention.surveys.pages.models import HouseholdWord
from townline.prevention.surveys.pages.selectors.household import link_of
from townline.prevention.surveys.pages.services import household, links
from townline.prevention.surveys.pages.views.household import context_of, frame_of_office
from townline.prevention.surveys.views.homes import back


class HomeLinkSent(Input):
    CALLED: ClassVar[dict[str, str]] = {
        "phone": gettext_noop("휴대전화 번호"),
        "language": gettext_noop("언어"),
    }
    phone: Annotated[str, Field(min_length=8, max_length=20)]
    language: ResidentLanguage = "ko"


def _home(number: int) -> Home:
    home = Home.objects.filter(id=number).first()
    if home is None:
        raise NotFound(f"there is no home {number}")
    return home


@require_POST
@staff_page(works)
def card(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Make a link and show it once, as a card to print."""
    home, now = _home(number), clock.now()
    path = links.link_make(home_id=number, actor=viewer.actor, now=now)
    made = link_of(number, now)
    address = public.address_or_own(request, path)
    context = {
        "h": home, "path": path, "address": address, "qr": _qr(address),
        "until": timezone.localdate(made.expires_at) if made else None,
        "office": frame_of_office()["office"],
    }  # fmt: skip
    return render(request, "survey_pages/card.html", context)


def _qr(address: str) -> SafeString:
    """Draw an address as SVG with its quiet zone, level Q (ISO/IEC 18004)."""
    svg = io.BytesIO()
    code = segno.make(address, error="q", boost_error=False, micro=False)
    code.save(svg, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True, light="#fff")
    return mark_safe(svg.getvalue().decode())  # noqa: S308 -- drawn here, of an address


@require_POST
@staff_page(works)
def send(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Text a new link to a number."""
    form = read(request, HomeLinkSent)
    at = links.link_send(
        home_id=number, phone=form.phone, language=form.language, actor=viewer.actor,
        now=clock.now(),
    )  # fmt: skip
    messages.success(request, deferral_notice(at) or gettext("링크를 문자로 보냈습니다."))
    return back(number)


@require_POST
@staff_page(works)
def revoke(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Let the link work no more."""
    links.links_revoke(home_id=number, actor=viewer.actor, now=clock.now())
    messages.success(request, gettext("링크를 해제했습니다."))
    return back(number)


@require_POST
@staff_page(works)
def settle(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Say that what a household said was looked at."""
    household.word_settle(word_id=number, actor=viewer.actor, now=clock.now())
    messages.success(request, gettext("확인했습니다."))
    return back(HouseholdWord.objects.values_list("home", flat=True).get(id=number))


@require_GET
@staff_page(reads)
def preview(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show staff what a household sees."""
    del viewer
    context = context_of(_home(number)) | {"preview": True, "may_help": True, "post": ""}
    return render(request, "survey_pages/household.html", context)
