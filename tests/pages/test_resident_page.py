"""A resident's own page on their phone: readable, reachable, done without a script."""

import pytest

from tests.amount import ways
from tests.chromium import violations
from townline.casework.answers import api as answers
from townline.casework.cases.models import Case
from townline.casework.portal import api as portal
from townline.platform.conversations import api as conversations
from townline.platform.departments.api import Act

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def path(world):
    """Give the link to a case that was answered, and asked about once."""
    code = world.text("느티시장 앞 길이 파였어요")
    world.assign(code)
    clerk = world.person("roads.officer")
    answers.question_send(
        Act(clerk, world.now), code=code, body="[한들구] 시장 어느 쪽 문 앞인가요?"
    )
    world.send()
    world.wait(hours=1)
    world.text("남쪽 문이요")
    world.draft(code)
    world.submit(code)
    world.confirm(code)
    world.wait(minutes=1)
    world.send()
    case = Case.objects.get(code=code)
    return portal.case_link(case_id=case.id, resident_id=case.resident_id, now=world.now)


@pytest.mark.parametrize(
    "way",
    ways(
        [
            {"width": 390, "language": "ko"},
            {"width": 1200, "language": "en"},
            {"width": 320, "language": "en", "dark": True},
        ]
    ),
    ids=lambda way: f"{way['width']}-{way['language']}",
)
def test_it_is_accessible_and_nothing_is_cut_off(path, look, way):
    page = look(None, f"{path}?lang={way['language']}", script=True, **way)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= way["width"]
    small = """() => [...document.querySelectorAll('a, button, .stars label, textarea')]
      .filter(box => box.getBoundingClientRect().height < 44).map(box => box.outerHTML)"""
    assert page.evaluate(small) == []
    page.goto("/c/" + "0" * 32)
    assert violations(page) == []


def test_a_rating_words_and_not_fixed_without_a_script(world, path, look):
    page = look(None, path, width=390, script=False)
    page.get_by_label("4").check()
    page.get_by_role("button", name="만족도 남기기").click()
    assert "만족도를 보내 주셔서" in page.get_by_role("status").inner_text()
    assert page.get_by_label("4").is_checked()
    page.get_by_label("더 알릴 내용 (1,000자까지").fill("고맙습니다만 옆도 파였어요")
    page.get_by_role("button", name="보내기").click()
    assert "받았습니다" in page.get_by_role("status").inner_text()
    page.get_by_role("button", name="안 고쳐졌어요").click()
    world.route()
    page.reload()
    assert "다시 살펴보고 있습니다" in page.get_by_role("heading", level=1).inner_text()
    bodies = [t.body for t in conversations.thread(f"case:{Case.objects.get().id}")]
    assert any(body.endswith("옆도 파였어요") for body in bodies)
