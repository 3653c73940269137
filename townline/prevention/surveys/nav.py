"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext, pgettext

from townline.platform.departments.guards import who_may
from townline.platform.web.registry import NavItem, Tab
from townline.prevention.surveys.selectors.homes import reads

SURVEYS = NavItem(
    "/surveys/",
    lambda: gettext("주택 조사"),
    "surveys",
    who_may(reads),
    icon="home-search",
    carries=("kind",),
    tabs=(
        Tab(url="/surveys/", label=lambda: gettext("주택 목록")),
        Tab(url="/surveys/progress/", label=lambda: gettext("진행 상황")),
    ),
)
DUPLICATES = Tab(url="/surveys/duplicates/", label=lambda: gettext("중복 확인"))
COUNT = Tab(url="/surveys/count/", label=lambda: gettext("수량 대사"))
SURVEYORS = Tab(url="/surveys/surveyors/", label=lambda: pgettext("list", "조사원"))
RULES = Tab(url="/surveys/rules/", label=lambda: gettext("등급 기준"))
FILES = Tab(
    url="/surveys/import/",
    label=lambda: gettext("목록·조사표"),
    parts=(
        Tab(url="/surveys/import/", label=lambda: gettext("명부 등록")),
        Tab(url="/surveys/forms/", label=lambda: gettext("조사표")),
    ),
)
