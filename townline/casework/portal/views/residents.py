"""What residents said of an answer, beside the case; and sending them their link."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _, gettext_noop, ngettext
from django.views.decorators.http import require_POST
from pydantic import Field

from townline.casework.cases import api as cases
from townline.casework.cases.views.actions import back_to_case
from townline.casework.cases.views.lists import the_act
from townline.casework.portal import api
from townline.platform.core import clock, district
from townline.platform.core.http import public
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Input
from townline.platform.web.moments import deferral_notice
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page

_KINDS: dict[str, Promise] = {"rating": _("만족도"), "check_in": _("사후 확인")}
_STATES: dict[str, Promise] = {
    "planned": _("확인 예정일"),
    "asked": _("확인 중, 답장 대기"),
    "wondering": _("이유 대기"),
    "answered": _("답장 받음"),
    "expired": _("답장 없이 종료"),
}


@dataclass(frozen=True)
class FollowUpDisplay:
    """A question to a resident as the page tells it."""

    what: Promise
    state: Promise
    row: api.FollowUpView


def panel(detail: cases.Detail, viewer: Viewer) -> dict[str, Any] | None:
    """Gather ratings and questions; None where there is nothing to show or do. Two queries."""
    ratings = api.ratings_on(detail.row.id) if "ratings" in detail.holds else []
    follow_ups = api.follow_ups_on(detail.row.id) if "follow_ups" in detail.holds else []
    numbers = {sender.resident_id: sender.masked for sender in detail.senders}
    several = len(numbers) > 1
    may = viewer.may(Permission.WRITE)
    found = {
        "ratings": [(one, numbers.get(one.resident_id, "") if several else "") for one in ratings],
        "asked": [FollowUpDisplay(_KINDS[one.kind], _STATES[one.state], one) for one in follow_ups],
        "may_link": may and bool(public.address("/")),
        "languages": district.languages() if may else {},
    }
    return found if any(found.values()) else None


class Language(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"language": gettext_noop("문자 언어")}
    language: Annotated[str, Field(max_length=8)]


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Choose in which language the resident of a case is written to."""
    choice = read(request, Language).language
    api.case_language_choose(the_act(request), code=code, language=choice)
    return back_to_case(request, code, gettext("문자 언어를 바꿨습니다."))


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def link(request: HttpRequest, code: str) -> HttpResponse:
    """Text each resident of the case the link to their own page."""
    sent = api.case_link_send(the_act(request), code=code)
    message = ngettext("링크를 %(n)s분께 보냈습니다.", "링크를 %(n)s분께 보냈습니다.", sent) % {
        "n": sent
    }
    return back_to_case(request, code, deferral_notice(cases.ends(clock.now())) or message)
