"""No file that leaves the house holds a resident's number, but the one that is given to them.

A new export is found by its address, and fails here until it is walked too.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.traces import Number
from tests.undone import made_once
from tests.world import World
from townline.casework.alarms import api as alarms
from townline.casework.cases import api as cases
from townline.casework.coordination import api as coordination
from townline.casework.data_protection import api as data_protection
from townline.casework.search import api as search
from townline.platform.core.history.audit import SYSTEM
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act
from townline.prevention.incidents import api as incidents
from townline.prevention.policy.briefings import api as briefings
from townline.prevention.works.planning import api as planning

pytestmark = pytest.mark.django_db
CANARY = Number("01000007319")
MASKED = "010-****-7319"
_FILE = re.compile(r"(\.(csv|xlsx|ics|pdf|json|xml|zip)|/export)$")
# Car owners' numbers are another room's; its own tests walk them. A form to try is a blank one,
# and the last only leads elsewhere.
_ELSEWHERE = re.compile(r"^(numbers|safe|o)/|^api/openapi|^field/try/|^privacy/looks")
# By route: who takes it, where, and with which words a POST asks.
WALKED: dict[str, tuple[str | None, str, dict[str, str] | None]] = {
    "privacy/access-log.csv": ("auditor", "/privacy/access-log.csv", {}),
    "meetings/<int:number>/file.ics": ("roads.officer", "/meetings/{meeting}/file.ics", None),
    "inbox/export.csv": ("clerk1", "/inbox/export.csv?view=all", {}),
    "search/export.csv": ("clerk1", "/search/export.csv?q=맨홀", {}),
    "alarms/export.csv": ("clerk1", "/alarms/export.csv", None),
    "promises/export.csv": ("clerk1", "/promises/export.csv?whose=all&state=all", None),
    "figures/export.csv": ("mayor", "/figures/export.csv", None),
    "figures/export.xlsx": ("mayor", "/figures/export.xlsx", None),
    "briefings/<slug:week>/briefing.pdf": ("mayor", "/briefings/{week}/briefing.pdf", None),
    "figures/fairness.csv": ("mayor", "/figures/fairness.csv", None),
    "figures/report.pdf": ("mayor", "/figures/report.pdf?month=2026-11", None),
    "triage/export.csv": ("clerk1", "/triage/export.csv", None),
    "triage/export.xlsx": ("clerk1", "/triage/export.xlsx", None),
    "halls/figures/export.csv": ("clerk1", "/halls/figures/export.csv", None),
    "halls/figures/export.xlsx": ("clerk1", "/halls/figures/export.xlsx", None),
    "desk/poster/<slug:service>.pdf": ("clerk1", "/desk/poster/passport.pdf", None),
    "open/waiting.json": (None, "/open/waiting.json", None),
    "open/figures.csv": (None, "/open/figures.csv", None),
    "explorations/export": ("clerk1", "/explorations/export?what=cavities&form=csv", None),
    "map/areas.json": (None, "/map/areas.json", None),
    "map/features.json": (
        "clerk1",
        "/map/features.json?period=all&"
        + "&".join(f"layers={each}" for each in ("alarms", "cases", "hazards", "homes", "works")),
        None,
    ),
    "incidents/export.csv": ("clerk1", "/incidents/export.csv", None),
    "incidents/<int:number>/report.pdf": ("clerk1", "/incidents/{incident}/report.pdf", None),
    "warnings/export.csv": ("clerk1", "/warnings/export.csv", None),
    "hazards/export.csv": ("clerk1", "/hazards/export.csv", None),
    "hazards/numbers.csv": ("clerk1", "/hazards/numbers.csv", None),
    "hazards/where-next/lines.json": ("clerk1", "/hazards/where-next/lines.json", None),
    "open/map.csv": (None, "/open/map.csv", None),
    "policy/export.csv": ("clerk1", "/policy/export.csv?view=all", None),
    "surveys/export.csv": ("clerk1", "/surveys/export.csv?kind=semi-basement", None),
    "surveys/export.xlsx": ("clerk1", "/surveys/export.xlsx?kind=semi-basement", None),
    "surveys/report.pdf": ("clerk1", "/surveys/report.pdf?kind=semi-basement", None),
    "works/plans/<int:number>/export.csv": ("clerk1", "/works/plans/{plan}/export.csv", None),
    "works/plans/<int:number>/export.xlsx": ("clerk1", "/works/plans/{plan}/export.xlsx", None),
    "open/surveys.csv": (None, "/open/surveys.csv", None),
    "works/progress.csv": ("clerk1", "/works/progress.csv", None),
    "works/progress.pdf": ("clerk1", "/works/progress.pdf", None),
    "works/payments.xlsx": ("clerk1", "/works/payments.xlsx", None),
    "works/export.csv": ("clerk1", "/works/export.csv", None),
    "works/consents/export.csv": ("clerk1", "/works/consents/export.csv", None),
    "surveys/routes/sheet.pdf": ("housing.officer", "/surveys/routes/sheet.pdf", None),
    "surveys/forms/blank.xlsx": (
        "housing.officer",
        "/surveys/forms/blank.xlsx?kind=semi-basement",
        None,
    ),
    "settings/people/import/blank.xlsx": ("admin", "/settings/people/import/blank.xlsx", None),
}
# What one person is given of themselves; nobody else gets these, and each is recorded.
THEIR_OWN = {"privacy/person/export", "api/v1/persons/export"}
RATINGS = "ratings?since=2026-11-01T00:00:00Z&until=2026-12-01T00:00:00Z"
READ = ("cases", "cases/{code}", "promises?state=all&whose=all", RATINGS, "rules", "work")


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        here = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            yield here
        else:
            yield from routes(each, here)


@pytest.fixture(scope="module")
def everywhere(django_db_setup, django_db_blocker):
    """Let the number be everywhere where it can be: a case answered, rated, looked at, exported.

    Gives the world and what a path may name.
    """
    with made_once(django_db_blocker):
        world = World()
        yield world, _spread_number(world)


@pytest.fixture
def world(everywhere, district):
    """Have the world of ``everywhere``, at the moment when all of it was done."""
    return everywhere[0]


@pytest.fixture
def lived(everywhere):
    return everywhere[1]


def _spread_number(world):
    code = world.text("맨홀 둘레가 내려앉았어요", CANARY.digits)
    world.assign(code)
    officer = world.person("roads.officer")
    meeting = coordination.meeting_call(
        Act(officer, world.now),
        code=code,
        starts_at=world.now.replace(hour=7),
        place="3층 회의실",
        agenda="둘레를 다시 포장할지 정합니다.",
        departments=["parks"],
    )
    alarms.case_mark_danger(Act(officer, world.now), code=code, danger=True)
    data_protection.number_reveal(Act(officer, world.now), code=code, reason="현장에서 만남")
    search.cases_by_number(
        world.by("clerk1"), number=CANARY.digits, filters=cases.CaseFilters(view="all")
    )
    coordination.position_give(world.by("parks.head"), code=code, body="나무는 그대로 둡니다.")
    world.draft(code, "12월 3일(목)까지 고치겠습니다. - 한들구 도로과")
    world.submit(code)
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    plan_request = planning.PlanRequest(name="안", years=[2027], budgets={(2027, "district"): 1})
    plan = planning.plan_ask(plan_request, actor=SYSTEM, now=world.now)
    planning.plan_run(plan.pk, actor=SYSTEM)
    opening = incidents.Opening(kind="flood", title="느티동 침수", since=world.now)
    clerk = world.person("clerk1")
    incident = incidents.incident_open(Act(clerk, world.now), opening=opening)
    joined = {"incident_id": incident.pk, "act": Act(clerk, world.now), "codes": [code]}
    incidents.cases_join(**joined)
    week = briefings.week_of(world.now.date())
    briefings.briefing_make(week=week, now=world.now, mails=False)
    return {
        "code": code, "meeting": meeting.id, "plan": plan.pk, "incident": incident.pk, "week": week,
    }  # fmt: skip


def test_every_export_is_known_here():
    found = {route for route in routes(get_resolver()) if _FILE.search(route)}
    found = {route for route in found if not _ELSEWHERE.search(route)}
    assert found == set(WALKED) | THEIR_OWN


@pytest.mark.parametrize("route", list(WALKED))
def test_what_leaves_holds_no_number(world, visit, lived, route):
    who, path, posted = WALKED[route]
    client, path = visit(who), path.format(**lived)
    answer = client.get(path) if posted is None else client.post(path, posted)
    assert answer.status_code == 200
    for part in parts(answer.content):
        assert not CANARY.is_in(part)
    if route == "privacy/access-log.csv":
        assert MASKED in answer.content.decode()


def parts(content: bytes) -> list[bytes]:
    """Give a file, or what is packed in it."""
    if not content.startswith(b"PK"):
        return [content]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return [packed.read(name) for name in packed.namelist()]


@pytest.mark.parametrize("path", READ)
def test_what_scripts_read_holds_no_number(world, client, lived, path):
    staff = departments.staff_by_username("clerk1")
    token = departments.token_create(staff=staff, scopes=["cases:write"], now=world.now)
    bearer = {"Authorization": f"Bearer {token}"}
    answer = client.get(f"/api/v1/{path.format(**lived)}", headers=bearer)
    assert answer.status_code == 200
    assert not CANARY.is_in(answer.content)
    if path == "cases/{code}":
        assert MASKED in json.dumps(answer.json(), ensure_ascii=False)


def test_the_search_sees_the_number_where_it_is_meant_to_be(world, lived):
    exported = data_protection.person_export(
        world.by("admin"), number=CANARY.digits, reason="본인이 청함"
    )
    assert CANARY.is_in(data_protection.person_words(exported))
