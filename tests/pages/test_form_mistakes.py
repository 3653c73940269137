"""A form with a mistake comes back with its words: what is wrong is said, mended and sent again."""

import re

import pytest
from playwright.sync_api import expect

from tests.amount import ways
from tests.chromium import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LENGTH_ERRORS = {"ko": "칸이 너무 깁니다", "en": "must be 2000 characters or fewer"}
AGAIN = {"ko": "다시 저장", "en": "Save again"}


@pytest.mark.parametrize(("width", "language"), ways([(1366, "ko"), (390, "en")]))
def test_a_form_that_is_wrong_is_given_back_mended_and_sent(look, world, width, language):
    code = world.text("길이 파였어요")
    page = look("clerk1", f"/cases/{code}/", width=width, language=language)
    page.evaluate(
        """words => {
          const form = document.querySelector('form[action$="/dismiss"]');
          const box = form.querySelector('[name=reason]');
          box.removeAttribute('maxlength');
          box.value = words;
          form.submit();
        }""",
        "가" * 2001,
    )
    page.wait_for_load_state()
    box = page.locator("textarea[name=reason]")
    assert LENGTH_ERRORS[language] in page.locator("#problem").inner_text()
    assert box.get_attribute("aria-invalid") == "true"
    assert len(box.input_value()) == 2001
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box.fill("장난 문자입니다")
    page.get_by_role("button", name=AGAIN[language]).click()
    page.wait_for_url("**/cases/**")
    assert world.case(code).row.state == "closed"


def test_a_form_that_is_refused_opens_again_with_its_words(look, world):
    code = world.text("길이 파였어요")
    world.assign(code)
    page = look("roads.officer", f"/cases/{code}/")
    page.locator(".reply > summary").click()
    page.locator(".kinds").get_by_text("질문").click()
    page.locator("#draft").fill("몇 시인가요 […언제]")
    page.get_by_role("button", name="보완 요청").click()
    page.get_by_text("채우지 않은 빈칸이 있습니다").first.wait_for()
    expect(page).to_have_title(re.compile("처리하지 못했습니다"))
    assert violations(page) == []
    page.get_by_role("link", name="쓰던 화면 다시 열기").click()
    expect(page.locator("#draft")).to_have_value("몇 시인가요 […언제]")
