"""The front page for residents: how to reach the office, and every page that is for everybody."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext, pgettext

from townline.adapters.web_form.nav import OPEN_REPORT
from townline.lines.queues import api as queues
from townline.lines.safenumbers import api as safenumbers
from townline.platform.core import clock, district
from townline.platform.core.settings import Office
from townline.platform.web.moments import english
from townline.platform.web.public_pages import digits, frame, opened_if
from townline.platform.web.registry import Label, PublicPage
from townline.prevention.hazards.hazard_map.nav import HAZARD_MAP
from townline.prevention.incidents.warnings.nav import OPEN_WARNINGS
from townline.prevention.policy.insights.nav import COMPLAINTS_MAP, OPEN_FIGURES
from townline.prevention.policy.nav import STORIES
from townline.prevention.surveys.pages.nav import OPEN_SURVEYS
from townline.prevention.works.progress.nav import OPEN_WORKS

_TICKETS = PublicPage(
    "/n/",
    lambda: pgettext("residents", "번호표 뽑기"),
    lambda: bool(queues.halls(clock.now())),
)
_SAFE_NUMBERS = PublicPage(
    "/safe/",
    lambda: gettext("안심번호 신청"),
    lambda: safenumbers.numbers_settings().public,
)
_PRIVACY = PublicPage("/open/privacy", lambda: gettext("개인정보 처리 안내"), lambda: True)

# Each group with its pages, and a line on what one finds or does there.
GROUPS: list[tuple[Label, list[tuple[PublicPage, Label]]]] = [
    (
        lambda: gettext("알리고 신청하기"),
        [
            (OPEN_REPORT, lambda: gettext("불편하거나 위험한 곳을 사진과 함께 알려 주세요.")),
            (_TICKETS, lambda: gettext("얼마나 기다리는지 보고 집에서 번호표를 뽑습니다.")),
            (_SAFE_NUMBERS, lambda: gettext("차에 붙일 번호를 받아 전화번호를 숨깁니다.")),
            (OPEN_WARNINGS, lambda: gettext("침수와 같은 위험을 문자로 먼저 알려 드립니다.")),
        ],
    ),
    (
        lambda: gettext("우리 동네 살펴보기"),
        [
            (COMPLAINTS_MAP, lambda: gettext("이웃이 알린 일과 처리 상황을 지도에서 봅니다.")),
            (HAZARD_MAP, lambda: gettext("지반침하를 막으려고 살피고 고친 곳을 봅니다.")),
            (OPEN_SURVEYS, lambda: gettext("동마다 몇 집을 살폈고 등급이 어떤지 봅니다.")),
            (OPEN_WORKS, lambda: gettext("고친 집과 마친 공사를 사진으로 봅니다.")),
        ],
    ),
    (
        lambda: gettext("약속과 결과"),
        [
            (OPEN_FIGURES, lambda: gettext("약속한 시간 안에 답변했는지 달마다 봅니다.")),
            (STORIES, lambda: gettext("보내신 문자로 무엇이 달라졌는지 읽습니다.")),
            (_PRIVACY, lambda: gettext("전화번호와 사진을 어떻게 다루는지 읽습니다.")),
        ],
    ),
]


@opened_if(lambda: True)
def open_page(_request: HttpRequest) -> HttpResponse:
    """Show how to reach the office, then the pages that the district opens."""
    office = district.part(Office).service_name.in_language("en" if english() else "ko")
    number = district.line_number()
    context = frame(office) | {
        "line_number": number,
        "line_dial": digits(number),
        "groups": [
            (title(), visible) for title, pages in GROUPS if (visible := _visible_pages(pages))
        ],
    }
    # Without the request: the frame of the staff's pages asks who is signed in.
    return HttpResponse(render_to_string("config/open_page.html", context))


def _visible_pages(pages: list[tuple[PublicPage, Label]]) -> list[tuple[PublicPage, str]]:
    return [(page, line()) for page, line in pages if page.shown()]
