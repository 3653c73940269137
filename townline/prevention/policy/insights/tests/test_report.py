"""The month's report: a PDF that can be published, or a plain word why there is none."""

import builtins

import pytest

from townline.prevention.policy.insights.tests.test_counting import answer_case

pytestmark = pytest.mark.django_db


def test_the_report_is_a_pdf_with_its_fonts_inside(visit, world):
    answer_case(world)
    page = visit("mayor").get("/figures/report.pdf?month=2026-11")
    assert page.status_code == 200, page.content[:400]
    assert page.content.startswith(b"%PDF-1.7")
    assert page.headers["Content-Type"] == "application/pdf"
    assert len(page.content) < 400_000


@pytest.mark.parametrize(
    ("month", "words"),
    [("2027-01", "아직 오지 않은"), ("0001-01", "2000년 1월부터"), ("2026-13", "2026-10처럼"),
     ("", "2026-10처럼"), ("어제", "2026-10처럼")],
)  # fmt: skip
def test_a_month_that_cannot_be_reported_is_refused_in_words(visit, month, words):
    page = visit("mayor").get(f"/figures/report.pdf?month={month}")
    assert page.status_code == 422
    assert words in page.content.decode()


def test_without_its_library_the_page_says_what_is_missing(visit, world, monkeypatch):
    real = builtins.__import__

    def without(name, *more):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    page = visit("mayor").get("/figures/report.pdf?month=2026-10")
    assert page.status_code == 503
    assert "libpangoft2-1.0-0" in page.content.decode()


def test_an_officer_makes_none(visit):
    assert visit("roads.officer").get("/figures/report.pdf?month=2026-10").status_code == 403
