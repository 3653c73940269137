"""After a case was assigned, the page of the next one has the press that undoes it."""

import re

import pytest

from townline.casework.cases.models import Case

pytestmark = pytest.mark.django_db


def test_an_assignment_is_undone_from_the_page_that_comes_after_it(world, visit):
    code = world.text("길이 파였어요")
    world.text("가로등이 꺼졌어요", "01000000043")
    client = visit("clerk1")
    after = client.post(f"/cases/{code}/assign", {"department": "roads"}, follow=True)
    page = after.content.decode()
    toast = page[page.index('class="ui-toasts"') :].partition("</form>")[0]
    assert "배정했습니다" in toast
    address = re.search(r'action="([^"]+)"', toast)[1]
    assert client.post(address, follow=True).status_code == 200
    assert Case.objects.get(code=code).department_id is None
