"""axe finds nothing on the pages of signing in and of people, and nothing is cut off."""

import pytest

from tests.chromium import violations
from tests.pages.walking import problems, visit_pages
from townline.platform.departments.models import Staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def places():
    clerk = Staff.objects.get(username="clerk1")
    return [
        (None, "/sign-in/?problem=unknown"),
        ("clerk1", "/my/sign-in/"),
        ("clerk1", "/my/sign-in/app/"),
        ("clerk1", "/my/sign-in/password/"),
        (None, "/sign-in/way-in/MQ/x/"),
        ("admin", "/settings/people/?q=도로"),
        ("admin", f"/settings/people/{clerk.id}/"),
        ("admin", "/settings/people/add/"),
        ("admin", "/settings/people/import/"),
        ("admin", "/privacy/person/"),
    ]


def test_axe_finds_nothing_and_nothing_is_cut_off(world, look):
    found = []
    for place, page in visit_pages(look, places()):
        found += problems(place, page)
    assert found == []


@pytest.mark.parametrize(("who", "path"), [(None, "/sign-in/"), ("clerk1", "/my/sign-in/app/")])
def test_with_letters_twice_as_large_a_way_in_fits_a_phone(world, look, settings, who, path):
    settings.TOWNLINE_DEMO = True
    page = look(who, path, width=390)
    assert violations(page) == []
    page.evaluate("document.documentElement.style.fontSize = '125%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
