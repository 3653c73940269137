"""axe finds nothing on any page, and nothing is cut off at 320 pixels."""

import pytest

from tests.busy import busy
from tests.chromium import violations
from tests.pages.walking import problems, visit_pages
from townline.adapters.webhooks import endpoints
from townline.adapters.webhooks.models import Endpoint
from townline.casework.cases.models import Case
from townline.prevention.policy.briefings import api as briefings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def places():
    """Give every page by who opens it."""

    def one(state):
        return Case.objects.filter(state=state).order_by("answer_due_at").first().code

    waiting = one("awaiting_confirmation")
    return [
        (None, "/sign-in/"),
        *[(who, "/") for who in ("mayor", "clerk1", "roads.head", "housing.officer")],
        ("clerk1", "/inbox/"),
        ("clerk1", "/inbox/?view=all&q=xyz"),
        *[("clerk1", f"/cases/{one(s)}/") for s in ("received", "drafted", "awaiting_resident")],
        ("roads.head", f"/cases/{one('returned')}/"),
        ("mayor", f"/cases/{waiting}/"),
        ("clerk1", "/search/?q=길"),
        ("clerk1", "/mine/"),
        ("roads.head", "/team/"),
        ("clerk1", "/inbox/?pick=1"),
        ("clerk1", "/my/keys/"),
        ("clerk1", "/nowhere/"),
        ("admin", "/settings/"),
        ("clerk1", "/settings/"),
        ("admin", "/settings/checks/"),
        ("admin", "/settings/rules/"),
        ("admin", "/settings/templates/"),
        ("admin", "/links/"),
        ("admin", "/links/phone/"),
        ("mayor", "/settings/delegation/"),
        ("mayor", "/morning/"),
        ("mayor", f"/morning/{waiting}/"),
        ("mayor", f"/morning/{waiting}/?edit=1"),
        ("deputy", f"/morning/{waiting}/"),
        ("mayor", f"/morning/text/{one('received')}/"),
        ("mayor", "/my/digest/"),
        ("mayor", "/figures/?period=year"),
        ("mayor", "/figures/fairness/?period=year"),
        ("mayor", "/briefings/"),
        ("roads.head", "/my/briefings/"),
        (None, "/open/"),
        (None, "/open/figures"),
        ("clerk1", "/triage/"),
        ("admin", "/settings/texts/"),
        ("admin", "/settings/texts/receipt/"),
        ("admin", "/settings/templates/?q=xyz"),
        ("admin", "/settings/templates/add"),
        ("roads.head", "/settings/templates/roads-hole-filled/"),
        ("admin", "/settings/alarms/"),
        ("clerk1", "/settings/alarms/gas/"),
        ("admin", "/settings/departments/"),
        ("admin", "/settings/departments/roads/"),
        ("admin", "/settings/departments/add"),
        ("admin", "/settings/categories/parking/"),
        ("admin", "/settings/deadlines/complaint/"),
        ("clerk1", "/settings/hours/office/"),
        ("admin", "/settings/hours/office/"),
        ("admin", "/settings/words/help/"),
        ("admin", "/settings/webhooks/"),
        ("admin", f"/settings/webhooks/{Endpoint.objects.get().pk}/"),
    ]


@pytest.fixture
def town(world):
    busy(world)
    officer = Case.objects.filter(state="returned").exclude(department="roads").first()
    if officer:
        Case.objects.filter(id=officer.id).update(department="roads")
    by, to = world.by("admin"), "https://example.org/hook"
    row, _ = endpoints.endpoint_add(by, name="dashboard", url=to, events=["case.opened"], scopes=[])
    endpoints.endpoint_test(by, endpoint_id=row.pk)
    week = briefings.week_of(world.now.date())
    briefings.briefing_make(week=week, now=world.now, mails=False)
    return world


def test_axe_finds_nothing_and_nothing_is_cut_off(town, look):
    found = []
    for place, page in visit_pages(look, places()):
        found += problems(place, page)
    assert found == []


def test_open_boxes_and_the_list_of_keys_are_accessible_too(town, look):
    page = look("clerk1", "/inbox/")
    page.locator("[data-row]").first.click()
    page.wait_for_selector("#title")
    # Not by clicks: an open box lies over the next one's handle, as a menu does.
    page.evaluate("document.querySelectorAll('#pane details').forEach(box => { box.open = true })")
    page.locator(".tl-menu:not(.tl-more) summary").click()
    assert violations(page) == []
    page.get_by_role("button", name="단축키").click()
    assert violations(page) == []
