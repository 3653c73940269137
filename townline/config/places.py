"""Where each place of work stands in the rail, with its tabs: the one table of the frame.

A room says what its place is called, who sees it and which pages it has (``nav.py``); here they
are put into groups, and what belongs together becomes tabs of one place.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest
from django.utils.translation import gettext, pgettext

from townline.casework.desk import nav
from townline.lines.queues.nav import DESKS
from townline.lines.safenumbers.number_desk.nav import NUMBERS
from townline.platform.departments.api import Role
from townline.platform.departments.guards import viewer_of
from townline.platform.web.registry import NavGroup, NavItem, Tab
from townline.prevention.hazards.exploration_planning.nav import WHERE_NEXT
from townline.prevention.hazards.explorations.nav import EXPLORATIONS
from townline.prevention.hazards.hazard_map.nav import SAFETY_MAP
from townline.prevention.hazards.nav import HAZARDS
from townline.prevention.incidents.nav import INCIDENTS
from townline.prevention.incidents.surge.nav import SURGE
from townline.prevention.incidents.warnings.nav import WARNINGS
from townline.prevention.policy.briefings.nav import BRIEFINGS
from townline.prevention.policy.insights.nav import FIGURES
from townline.prevention.policy.nav import POLICY
from townline.prevention.policy.themes.nav import THEMES
from townline.prevention.surveys.nav import COUNT, DUPLICATES, FILES, RULES, SURVEYORS, SURVEYS
from townline.prevention.surveys.pages.nav import AGREEMENT, DECIDE, REVIEWS
from townline.prevention.surveys.routes.nav import SURVEY_ROUTES
from townline.prevention.works.nav import WORKS
from townline.prevention.works.planning.nav import WORKS_PLANS
from townline.prevention.works.progress.nav import CHECKS, ORDERS, PAYMENTS, RESULTS

MOST_ENTRIES = 20


def _with(place: NavItem, *more: Tab) -> NavItem:
    return replace(place, tabs=(*place.tabs, *more))


def _join(first: Tab, *others: Tab) -> Tab:
    """Make one tab of pages that belong together."""
    return replace(first, parts=(replace(first, count=None), *others))


NAV: list[NavGroup] = [
    NavGroup("first", None, [nav.TODAY]),
    NavGroup("cases", lambda: pgettext("menu", "민원"), nav.CASES),
    NavGroup(
        "safety",
        lambda: gettext("안전"),
        [
            nav.ALARMS,
            _with(INCIDENTS, SURGE),
            _with(HAZARDS, SAFETY_MAP),
            _with(EXPLORATIONS, WHERE_NEXT),
            WARNINGS,
        ],
    ),
    NavGroup(
        "homes",
        lambda: gettext("주거·정비"),
        [
            _with(
                SURVEYS,
                SURVEY_ROUTES,
                _join(DECIDE, DUPLICATES),
                COUNT,
                SURVEYORS,
                _join(RULES, REVIEWS, AGREEMENT),
                FILES,
            ),
            _with(WORKS, ORDERS, PAYMENTS, CHECKS, WORKS_PLANS, *RESULTS),
        ],
    ),
    NavGroup("counter", lambda: gettext("창구"), [DESKS, NUMBERS]),
    NavGroup(
        "policy",
        lambda: gettext("정책·통계"),
        [FIGURES, replace(POLICY, tabs=(THEMES, *POLICY.tabs)), BRIEFINGS],
    ),
    NavGroup("foot", None, [nav.SETTINGS]),
]

_PHONE: dict[Role, Sequence[str]] = {
    Role.CLERK: ("today", "inbox", "alarms", "mine"),
    Role.OFFICER: ("today", "mine", "visits", "hazards"),
    Role.HEAD: ("today", "mine", "inbox", "figures"),
    Role.MAYOR: ("today", "morning", "inbox", "figures"),
    Role.DEPUTY: ("today", "morning", "inbox", "figures"),
    Role.ADMINISTRATOR: ("today", "figures", "surveys", "settings"),
    Role.AUDITOR: ("today", "inbox", "alarms", "settings"),
}


def phone(request: HttpRequest) -> Sequence[str]:
    """Give the keys of the four places in the bar of a phone."""
    viewer = viewer_of(request)
    return _PHONE.get(viewer.role, ()) if viewer else ()
