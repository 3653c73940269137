"""The demo's people: step in as anybody with one press. Nothing of it exists outside the demo."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.departments import api, marks, sign_in
from townline.platform.departments.views.inputs import SignIn
from townline.platform.web import carrying
from townline.platform.web.middleware import LANGUAGE_KEY
from townline.platform.web.reading import read
from townline.platform.web.views import back_to

# One person of each role is offered, with a line on what they do, in this order.
_AT_HAND: dict[api.Role, Promise] = {
    api.Role.CLERK: _("새 문자를 분류해 부서에 배정하고 위험 경보를 확인합니다."),
    api.Role.OFFICER: _("배정된 민원을 확인하고 답변 초안을 작성합니다."),
    api.Role.HEAD: _("부서의 기한과 업무량을 보고 답변을 검토합니다."),
    api.Role.MAYOR: _("답변을 승인해 민원인에게 보냅니다. 휴대전화로도 볼 수 있습니다."),
    api.Role.DEPUTY: _("모든 민원을 보고, 지정된 기간에 대신 승인합니다."),
    api.Role.ADMINISTRATOR: _("사용자, 부서, 안내문을 관리하고 시스템 상태를 봅니다."),
    api.Role.AUDITOR: _("개인정보 열람 기록과 처리 이력을 점검합니다."),
}
_OF_A_DEPARTMENT = (api.Role.OFFICER, api.Role.HEAD)

type Office = tuple[api.Department, list[api.Staff]]


def people() -> dict[str, object]:
    """Give what the sign-in page offers in the demo; nothing elsewhere."""
    if not settings.TOWNLINE_DEMO:
        return {}
    offices = _offices()
    is_empty = audit.history("demo").filter(event="demo:history:omit").exists()
    return {
        "demo_people": _at_hand(offices), "demo_offices": offices, "demo_is_empty": is_empty,
    }  # fmt: skip


def _offices() -> list[Office]:
    """Give each department with its officers and head: a text may go to any of them."""
    found = api.staff_in_departments(roles=_OF_A_DEPARTMENT)
    return [(office, list(staff)) for office, staff in groupby(found, lambda one: one.department)]


def _at_hand(offices: Iterable[Office]) -> list[tuple[api.Staff, Promise]]:
    """Give one person of each role with what they do, of the department with most services."""
    counted = Counter(service.department_id for service in api.services())
    busiest = max(offices, key=lambda office: counted[office[0].code], default=None)
    code = busiest[0].code if busiest else None
    found = (_first(role, code if role in _OF_A_DEPARTMENT else None) for role in _AT_HAND)
    names = api.staff_names(id_ for id_ in found if id_ is not None)
    of_role = {api.Role(person.role): person for person in names.values()}
    return [(of_role[role], line) for role, line in _AT_HAND.items() if role in of_role]


def _first(role: api.Role, department: str | None) -> int | None:
    return next(iter(api.staff_ids(roles=[role], department=department)), None)


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Become a demo person, without any proof; in the language of the sign-in page."""
    person = api.staff_by_username(read(request, SignIn).username)
    if not settings.TOWNLINE_DEMO or person is None or not person.works(clock.now()):
        raise Http404
    sign_in.enter(request, person, mark=marks.DEMO, by="demo")
    request.session[LANGUAGE_KEY] = getattr(request, "LANGUAGE_CODE", person.language)
    return carrying.onward(request, back_to(request))
