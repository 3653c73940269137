"""axe finds nothing on the pages of signing in and of people, and nothing is cut off."""

import pytest

from tests.chromium import violations
from tests.pages.test_accessible import WAYS, WIDEST
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
        ("admin", "/privacy/person/"),
    ]


@pytest.mark.parametrize("way", WAYS, ids=lambda w: f"{w['language']}-{w['dark']}-{w['width']}")
def test_axe_finds_nothing(world, look, way):
    found = []
    for username, path in places():
        page = look(username, path, **way)
        found += [f"{path} {problem}" for problem in violations(page)]
    assert found == []


def test_nothing_is_cut_off_at_320_pixels(world, look):
    wide = []
    for username, path in places():
        page = look(username, path, width=320)
        width = page.evaluate("document.documentElement.scrollWidth")
        wide += [(path, width, page.evaluate(WIDEST))] if width > 320 else []
    assert wide == []
