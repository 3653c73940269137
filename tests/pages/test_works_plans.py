"""A plan of works in a browser: made, other money tried, compared, adopted; in both languages."""

import pytest
from playwright.sync_api import expect

from tests.chromium import violations
from townline.platform.core.history.audit import SYSTEM
from townline.prevention.works.planning import api
from townline.prevention.works.planning.models import PlanVersion
from townline.prevention.works.planning.tests.works import homes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
URL = "/works/plans/"


def run_plan(page):
    """Let the job run that the page waits for; the page shows it by itself."""
    row = PlanVersion.objects.get(state="waiting")
    assert violations(page) == []
    api.plan_run(row.pk, actor=SYSTEM)
    return row


def test_a_plan_is_made_changed_compared_and_adopted(world, look):
    homes()
    page = look("housing.head", URL, width=1366)
    assert violations(page) == []
    page.get_by_label("이름", exact=True).fill("첫 안")
    page.get_by_label("2027년 구비 예산(원)").fill("1,500,000")
    page.get_by_label("2028년 구비 예산(원)").fill("1000000")
    page.get_by_role("button", name="계획안 만들기").click()
    expect(page.get_by_text("계산 대기")).to_be_visible()
    run_plan(page)
    expect(page.get_by_role("heading", name="대상별 일정")).to_be_visible(timeout=30_000)
    assert violations(page) == []
    page.get_by_role("link", name="우선순위 예외").click()
    expect(page.get_by_text("동의")).not_to_have_count(0)
    assert violations(page) == []
    page.get_by_role("link", name="계획", exact=True).click()
    page.get_by_label("새 안의 이름").fill("구비를 늘린 안")
    page.get_by_label("2027년 구비 예산(원)").fill("2,200,000")
    page.get_by_label("위험한 곳 우선 정도").press("ArrowRight")
    page.get_by_role("button", name="바꾸어 계산").click()
    expect(page.get_by_text("계산 대기")).to_be_visible()
    second = run_plan(page)
    expect(page.get_by_role("heading", name="대상별 일정")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="다른 안과 비교").click()
    expect(page.get_by_role("cell", name="새로 들어옴")).to_be_visible()
    assert violations(page) == []

    page = look("housing.head", f"{URL}{second.pk}/", language="en", width=390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert violations(page) == []
    page.get_by_label("Title of the decision").fill("Works 2027-12")
    paper = {"name": "decision.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    page.get_by_label("Document of the decision").set_input_files(paper)
    page.get_by_role("button", name="Adopt", exact=True).click()
    expect(page.get_by_text("Adopted by the decision: Works 2027-12")).to_be_visible()
    assert violations(page) == []
    page.goto(page.url.partition(URL)[0] + URL)
    expect(page.get_by_role("cell", name="Adopted")).to_be_visible()
    assert violations(page) == []
    # The tabs are wider than a phone: the one that is open is in sight.
    tab = page.locator(".ui-tabs > [aria-current]").bounding_box()
    assert tab["x"] >= 0
    assert tab["x"] + tab["width"] <= 390
