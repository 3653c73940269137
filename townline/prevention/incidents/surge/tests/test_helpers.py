"""Helpers reach the texts of a surge and nothing else, until the very moment of their end."""

import datetime as dt
import re
from typing import Any

import pytest
from django.apps import apps
from django.urls import get_resolver, resolve

from tests.site import Visit
from tests.test_signed_out import patterns, sample
from tests.world import World
from townline.casework.cases.api import NotAllowed
from townline.platform.core.history import audit
from townline.platform.departments import api as departments, helping
from townline.platform.departments.api import Act, Permission, RolesRefused
from townline.prevention.incidents.surge import api
from townline.prevention.incidents.surge.nav import HELPER_PAGES
from townline.prevention.incidents.surge.tests.making import begin_surge, helper as helper_made

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
Staff: Any = apps.get_model("departments", "Staff")


def _addresses() -> list[str]:
    """Name every address of the house, with something in the place of its parts."""
    part = re.compile(r"<(?:(\w+):)?\w+>")
    paths = {path for path, _ in patterns(get_resolver().url_patterns)}
    # What is a pattern and no path, such as that of files in development.
    plain = [path for path in paths if not set(path) & set("^$\\(")]
    return sorted("/" + part.sub(lambda one: sample(one[1] or "str"), path) for path in plain)


@pytest.fixture
def helper(world: World, visit: Visit) -> Any:
    """Give a helper's browser, signed in by the path that was handed over."""
    begin_surge(world)
    _, path = helper_made(world)
    client = visit()
    assert client.post(path).status_code == 302
    return client


def test_of_all_addresses_a_helper_reaches_those_that_are_named(helper: Any, visit: Visit) -> None:
    table = {path: helping.reaches(path) for path in _addresses()}
    ways = ("/sign-in/", "/sign-out/", "/demo/sign-in/", "/language/", "/appearance/", "/healthz",
            "/readyz")  # fmt: skip
    own = {path for path, reached in table.items() if reached and not path.startswith(ways)}
    assert {resolve(path).url_name for path in own} == set(HELPER_PAGES)
    assert sum(not reached for reached in table.values()) > 400
    # The table is what the house does: for pages, programs and what is pressed.
    clerk = visit("clerk1")
    for path in ("/inbox/", "/search/", "/surge/", "/figures/", "/api/v1/cases"):
        assert not table.get(path, False)
        assert (helper.get(path).status_code, helper.post(path).status_code) == (403, 403), path
        assert clerk.get(path).status_code == 200, path
    assert helper.get("/").url == "/surge/texts/"


def test_a_helper_has_one_power_and_hears_nothing_live(world: World, helper: Any) -> None:
    staff = Staff.objects.get(role="helper")
    assert departments.viewer_of(staff, now=world.now).powers == {Permission.SORT}
    assert departments.live_scope(helper.session.session_key) is None
    with pytest.raises(departments.InvalidStaff):
        departments.token_create(staff=staff, scopes=["cases:read"], now=world.now)


@pytest.mark.server
def test_at_the_very_moment_of_the_end_the_open_page_and_the_sign_in_are_over(
    world: World, visit: Visit, helper: Any
) -> None:
    staff = Staff.objects.get(role="helper")
    world.now = staff.ends_at - dt.timedelta(microseconds=1)
    assert helper.get("/surge/texts/").status_code == 200
    world.now = staff.ends_at
    assert helper.get("/surge/texts/").url.startswith("/sign-in/")
    assert departments.helpers_settle(now=world.now) == 1
    assert departments.helpers_settle(now=world.now) == 0
    lines = [(one.event, (one.data or {}).get("why", "")) for one in _history(staff)]
    assert lines == [
        ("staff:helper:add", ""),
        ("staff:password_link:give", ""),
        ("staff:session:begin", ""),
        ("staff:session:end", "ended"),
        ("staff:helper:end", ""),
    ]


def _history(staff: Any) -> Any:
    return audit.history(f"staff:{staff.pk}")


def test_a_helper_signs_in_by_their_link_until_it_ends(world: World, visit: Visit) -> None:
    begin_surge(world)
    staff, path = helper_made(world, 4 * 24)
    shown = visit()
    assert "임시 지원 로그인" in shown.get(path).content.decode()
    assert (
        shown.get("/surge/texts/").headers["location"].startswith("/sign-in/")
    )  # looking signs nobody in
    for _ in range(2):  # on the second morning as on the first
        client = visit()
        assert client.post(path).headers["location"] == "/"
        assert client.get("/surge/texts/").status_code == 200
        world.wait(days=1, hours=13)
    assert visit().get(f"{path[:-2]}{'ab'[path[-2] == 'a']}/").status_code == 404
    newer = api.helper_link(world.by("clerk1"), helper_id=staff.pk)
    assert client.get("/surge/texts/").headers["location"].startswith("/sign-in/")
    assert (visit().post(path).status_code, visit().post(newer).status_code) == (404, 302)
    world.now = staff.ends_at
    assert visit().post(newer).status_code == 404


@pytest.mark.server
def test_an_end_is_moved_and_brought_forward_with_history(world: World, helper: Any) -> None:
    staff, clerk = Staff.objects.get(role="helper"), world.person("clerk1")
    api.helper_prolong(Act(clerk, world.now), helper_id=staff.pk, ends_at=world.now + 2 * DAY)
    world.wait(hours=5)
    assert helper.get("/surge/texts/").status_code == 200
    api.helper_end(Act(clerk, world.now), helper_id=staff.pk)
    assert helper.get("/surge/texts/").url.startswith("/sign-in/")
    with pytest.raises(RolesRefused, match="ended"):
        api.helper_prolong(Act(clerk, world.now), helper_id=staff.pk, ends_at=world.now + DAY)
    events = [one.event for one in _history(staff)]
    assert {"staff:helper:prolong", "staff:helper:end"} <= set(events)


def test_only_while_it_is_on_or_by_an_administrator_and_for_seven_days_at_most(
    world: World,
) -> None:
    with pytest.raises(api.NoHelpersNow):
        helper_made(world)
    begin_surge(world)
    for hours in (-1, 0, 7 * 24 + 0.1):
        with pytest.raises(RolesRefused, match="end"):
            helper_made(world, hours)
    helper_made(world, 7 * 24)
    wanted: Any = {"name": "이도움", "office": "", "language": "ko"}
    wanted["ends_at"] = world.now + DAY
    with pytest.raises(NotAllowed):
        api.helper_add(world.by("roads.officer"), **wanted)
    surge = api.surge_on()
    assert surge is not None
    api.surge_end(world.by("clerk1"), surge_id=surge.pk)
    with pytest.raises(api.NoHelpersNow):
        api.helper_add(world.by("clerk1"), **wanted)
    api.helper_add(world.by("admin"), **wanted)


def test_no_account_becomes_a_helper_or_a_helper_something_else(world: World) -> None:
    begin_surge(world)
    staff, _ = helper_made(world)
    admin = world.person("admin")
    for who, role in ((staff.pk, "clerk"), (world.person("clerk2").staff_id, "helper")):
        entry = departments.PersonEntry(
            name_ko="가", name_en="a", role=role, department=None, language="ko"
        )
        with pytest.raises(RolesRefused, match="helper"):
            departments.person_change(
                staff_id=who, entry=entry, reason="시험", actor=admin.actor, now=world.now
            )
    with pytest.raises(departments.InvalidStaff):
        departments.staff_add(username="h", role="helper", password=None, now=world.now)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_makes_ends_and_lists_them(world: World, visit: Visit, language: str) -> None:
    begin_surge(world)
    clerk = visit("clerk1", language)
    page = clerk.get("/surge/helpers/").content.decode()
    # The shift that runs in Seoul at 14:32 ends at 18:00.
    assert 'value="2026-11-25T18:00"' in page
    given = {"name": "김도움", "office": "옆 구청", "language": "ko"}
    far = clerk.post("/surge/helpers/", given | {"ends_at": "2026-12-25T18:00"})
    assert far.status_code == 422
    made = clerk.post("/surge/helpers/", given | {"ends_at": "2026-11-25T18:00"}).content.decode()
    staff = Staff.objects.get(role="helper")
    assert "<svg" in made
    assert re.search(r"/sign-in/way-in/[\w/-]+/", made)
    assert ("18:00까지" in made) == (language == "ko")
    page = clerk.get("/surge/helpers/").content.decode()
    assert (staff.username in page, "옆 구청" in page) == (True, True)
    assert "김도움" in clerk.get("/surge/").content.decode()
    assert clerk.post(f"/surge/helpers/{staff.pk}/link", {}).status_code == 200
    moved = clerk.post(f"/surge/helpers/{staff.pk}/prolong", {"ends_at": "2026-11-27T09:00"})
    assert moved.status_code == 302
    assert clerk.post(f"/surge/helpers/{staff.pk}/end", {}).status_code == 302
    assert visit("roads.officer").get("/surge/helpers/").status_code == 403
    assert visit("admin").get("/surge/helpers/").status_code == 200


def test_the_end_of_a_shift_is_that_of_the_day_or_of_the_night() -> None:
    zone = dt.timezone(dt.timedelta(hours=9))
    for hour, ends in ((8, (25, 9)), (9, (25, 18)), (17, (25, 18)), (18, (26, 9)), (23, (26, 9))):
        at = dt.datetime(2026, 11, 25, hour, tzinfo=zone)
        assert departments.shift_ends(at) == dt.datetime(2026, 11, *ends, tzinfo=zone)
