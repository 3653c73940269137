"""A notice about more than a case stands for itself: under no case's name, with its own page."""

import pytest

from townline.casework.cases import api as cases
from townline.casework.cases.models import Case

pytestmark = pytest.mark.django_db
GAS = "지하에서 가스 냄새가 나요"


@pytest.fixture
def noticed(world):
    """Let a notice of each kind hang on the newest case; give who gets them."""
    code, who = world.text(GAS), world.person("clerk1")
    for kind in cases.NOTICE_PAGES:
        cases.notify(Case.objects.get(code=code), [who.staff_id], kind, world.now)
    return code


def test_it_has_its_own_line_that_leads_to_its_page(visit, noticed):
    body = visit("clerk1").get("/mine/").content.decode()
    notices = body[body.index('id="notices"') :]
    assert '<a href="/surge/">문자가 평소보다 훨씬 많습니다' in notices
    assert '<a href="/policy/">정책 과제의 기한' in notices
    assert GAS not in body
    assert noticed not in body


def test_nobody_owes_the_case_for_it(world, noticed):
    from townline.casework.desk import api

    assert api.work_list(world.by("clerk1")) == []


def test_a_case_of_ones_own_does_not_hide_it(visit, world, noticed):
    Case.objects.filter(code=noticed).update(assignee=world.person("clerk1").staff_id)
    body = visit("clerk1").get("/mine/").content.decode()
    assert '<a href="/surge/">' in body[body.index('id="notices"') :]
    assert "문자가 평소보다" not in body[: body.index('id="notices"')]


def test_letters_name_no_case(world, noticed):
    from townline.casework.notifications.models import Alert
    from townline.casework.notifications.services import queueing

    case = Case.objects.get(code=noticed)
    for kind in cases.NOTICE_PAGES:
        alert = Alert(case=case, staff_id=world.person("clerk1").staff_id, notice=kind)
        assert noticed not in queueing.subject(alert) + queueing.letter(alert, world.now)
