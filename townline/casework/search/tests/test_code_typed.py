"""A case code in any search box opens that case, and says nothing of cases one may not see."""

import pytest

from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp(world):
    code = world.text("느티로 가로등이 고장났습니다")
    world.assign(code)
    return code


def sought(client, q, path="/search/"):
    return client.post(path, {"q": q}).url


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda code: code.replace("-", ""), lambda code: f"  {code}\n"]
)
def test_however_it_is_typed_its_case_opens(visit, lamp, typed):
    client = visit("clerk1")
    assert sought(client, typed(lamp)) == f"/cases/{lamp}/"
    # From the box among the filters one stays in the list.
    assert sought(client, typed(lamp), "/inbox/refine") == f"/cases/{lamp}/?view=todo"


def test_other_words_beside_it_are_a_search(visit, lamp):
    assert sought(visit("clerk1"), f"{lamp} 가로등").startswith("/search/?q=")


def test_what_one_may_not_see_and_what_is_not_there_are_answered_alike(visit, world, lamp):
    Case.objects.filter(code=lamp).update(private=True)
    for username, code in [("parks.officer", lamp), ("clerk1", lamp), ("clerk1", "H6-9999")]:
        client = visit(username)
        assert sought(client, code) == f"/search/?q={code}"
        page = client.get(f"/search/?q={code}").content.decode()
        assert "data-row" not in page
        assert f"'{code}' 검색 결과가 없습니다" in page


def test_an_old_code_opens_the_case_that_went_on(visit, world, lamp):
    old = world.text("가로등이 또 꺼졌어요", "01000000043")
    viewer = world.person("clerk1")
    cases.case_merge(Act(viewer, world.now), code=old, into=lamp, confirm=True)
    assert sought(visit("clerk1"), old) == f"/cases/{lamp}/"
