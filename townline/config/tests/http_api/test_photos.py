"""A script fetches the photos of a case with the same rights as the page."""

import pytest

from tests import pictures
from townline.config.tests.http_api.conftest import Caller
from townline.platform.conversations import api as conversations
from townline.platform.core import media

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


@pytest.fixture
def photo(world, caller):
    """Give the path of a photo that came with a text."""
    world.deliver("길이 파였어요", "01000000042", attachments=(media.keep(pictures.jpeg()),))
    world.route()
    conversations.photos_look(limit=1, now=world.now)
    (row,) = caller("clerk1").get("/cases")["items"]
    code = row["code"]
    world.assign(code)
    (found,) = world.case(code).thread[0].photos
    return f"/cases/{code}/photos/{found.sha256}"


@pytest.mark.parametrize("copy", ["small", "view"])
def test_a_copy_tells_no_place(photo, caller, copy):
    served = caller("roads.officer").send("GET", f"{photo}/{copy}")
    assert (served.status_code, served["Content-Type"]) == (200, "image/jpeg")
    assert served["Cache-Control"] == "no-store"
    assert not pictures.contains_place(served.content)


def test_the_original_is_given_as_it_came(photo, caller):
    served = caller("roads.officer").send("GET", f"{photo}/original")
    assert served["Content-Type"] == "application/octet-stream"
    assert pictures.contains_place(served.content)


def test_who_does_not_see_the_case_does_not_see_its_photos(photo, caller):
    caller("culture.officer").refused(404, "not-found", "GET", f"{photo}/view")
    Caller("").refused(401, "unauthenticated", "GET", f"{photo}/view")


@pytest.mark.parametrize("wrong", ["/thumbnail", "0/view", "/../view"])
def test_what_is_not_there_is_refused_in_words(photo, caller, wrong):
    answer = caller("roads.officer").send("GET", photo + wrong)
    assert answer.status_code in (404, 422)
    assert answer["Content-Type"] == "application/problem+json"
