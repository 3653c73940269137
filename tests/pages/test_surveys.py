"""Pages of home surveys are accessible in both languages, and nothing is cut off on a phone."""

import pytest

from tests.amount import ways
from tests.chromium import violations
from tests.pages.walking import WIDEST
from townline.prevention.surveys.models import Home
from townline.prevention.surveys.services.surveyors import surveyor_add
from townline.prevention.surveys.tests.lists import as_csv, import_rows, invented_rows, row, take
from townline.prevention.surveys.tests.test_count import BY, exclude
from townline.prevention.surveys.tests.test_pages import grade_homes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTH = "document.documentElement.scrollWidth"
PLACES = ("", "count/", "progress/", "duplicates/", "rules/", "rules/weights/", "reviews/",
          "agreement/", "surveyors/", "import/")  # fmt: skip


@pytest.mark.parametrize("language", ways(["ko", "en"]))
def test_pages_of_surveys_are_accessible_and_nothing_is_cut_off(look, language):
    draft = take(as_csv(invented_rows(40)))
    import_rows(row("1"), row("2"), row("3", address="모름"))
    grade_homes(9, surveyor_add(name="조사원 1", **BY)[0])
    first, last = Home.objects.order_by("id").first(), Home.objects.order_by("id").last()
    exclude(last.id)
    page = look("housing.head", "/surveys/", width=320, language=language)
    homes = (f"homes/{first.id}/", f"homes/{last.id}/", f"import/{draft.id}/")
    for place in (*PLACES, *homes):
        page.goto(f"/surveys/{place}")
        page.set_viewport_size({"width": 320, "height": 844})
        assert page.evaluate(WIDTH) <= 320, (place, page.evaluate(WIDEST))
        assert violations(page) == [], place
