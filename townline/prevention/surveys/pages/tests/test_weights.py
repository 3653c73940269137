"""Single weights are edited by a form: a version that shows who would change, adopted later."""

import re

import pytest

from townline.prevention.surveys.models import Home, RuleVersion
from townline.prevention.surveys.services.grading import Visited, homes_grade
from townline.prevention.surveys.tests.lists import KIND, import_rows, row
from townline.prevention.surveys.tests.test_count import BY
from townline.prevention.surveys.tests.test_grading import BEST

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
URL = f"/surveys/rules/weights/?kind={KIND}"


def fields(page):
    return dict(re.findall(r'name="((?:areas|items|grades)-[^"]+)" value="([^"]*)"', page))


def test_a_changed_weight_shows_who_would_change_before_it_is_adopted(visit):
    import_rows(row("1"))
    homes_grade([Visited(home=Home.objects.get(), answers=BEST | {"damp": "mould"})], **BY)
    before = Home.objects.get().grade
    head = visit("housing.head")
    form = fields(head.get(URL).content.decode())
    assert head.post(URL, form).status_code == 409  # the rules in use
    response = head.post(URL, form | {"items-damp": "-3"})
    assert response.status_code == 422
    assert 'value="-3"' in response.content.decode()
    backwards = {"grades-A": "1", "grades-B": "99"}
    assert head.post(URL, form | backwards).status_code == 422
    assert not RuleVersion.objects.filter(adopted_at=None).exists()
    answer = head.post(URL, form | {"items-damp": "900"})
    assert answer.status_code == 302
    page = head.get(answer.url).content.decode()
    assert "1곳의 등급이 바뀝니다" in page
    assert Home.objects.get().grade == before
    proposed = RuleVersion.objects.get(adopted_at=None)
    head.post(f"/surveys/rules/{proposed.number and proposed.id}/adopt", {})
    assert Home.objects.get().grade != before
    assert visit("housing.officer").get(URL).status_code == 403
