"""The form made from the rules passes ODK Validate; what is wrong in one is told by its row."""

import io
import shutil

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from townline.prevention.surveys.errors import BadForm
from townline.prevention.surveys.models import FormVersion, Home
from townline.prevention.surveys.selectors.homes import kind_of
from townline.prevention.surveys.services.blank_form import blank_form
from townline.prevention.surveys.services.forms import form_upload
from townline.prevention.surveys.services.submissions import submission_settle
from townline.prevention.surveys.tests.lists import KIND, NOW, import_rows, row, save_workbook
from townline.prevention.surveys.tests.test_count import BY
from townline.prevention.surveys.tests.test_grading import BEST
from townline.prevention.surveys.tests.test_reviews import add_submission

pytestmark = pytest.mark.django_db


def change_form(change):
    book = load_workbook(io.BytesIO(blank_form(kind_of(KIND))))
    change(book)
    return save_workbook(book)


def test_the_form_of_the_rules_is_checked_opened_and_closed_by_page(visit):
    client = visit("housing.officer")
    content = client.get(f"/surveys/forms/blank.xlsx?kind={KIND}").content
    for expected in (302, 422):
        file = SimpleUploadedFile("form.xlsx", content)
        page = client.post(f"/surveys/forms/?kind={KIND}", {"file": file})
        assert page.status_code == expected
    form = FormVersion.objects.get()
    assert form.validated is (True if shutil.which("java") else None)
    assert {"home", "entrance_sill_cm", "household", "consent"} <= set(form.questions)
    assert form.hash.startswith("md5:")
    assert "창턱 높이" in form.xform
    assert "Window sill" in form.xform
    assert 'max-pixels="2048"' in form.xform
    client.post(f"/surveys/forms/{form.id}/close")
    form.refresh_from_db()
    assert form.closed_at is not None


def test_a_mistake_is_told_with_its_row():
    def wrong(book):
        book["survey"]["A5"] = "select_one nowhere"

    with pytest.raises(BadForm) as refused:
        form_upload(kind=KIND, content=change_form(wrong), validate=False, **BY)
    assert refused.value.extra["why"] == "xlsform"
    assert str(refused.value.extra["words"]).startswith("5: ")


def test_a_form_without_a_question_of_the_rules_is_none():
    def lacks(book):
        sheet = book["survey"]
        for name in ("damp", "grade_points", "grade", "grade_shown"):
            row = next(cells[0].row for cells in sheet if cells[1].value == name)
            sheet.delete_rows(row)

    with pytest.raises(BadForm) as refused:
        form_upload(kind=KIND, content=change_form(lacks), validate=False, **BY)
    assert refused.value.extra["words"] == "damp"
    with pytest.raises(BadForm):
        form_upload(kind=KIND, content=b"no form", **BY)


@pytest.mark.parametrize(("phone_grade", "problem"), [("A", ""), ("B", "grade_differs")])
def test_the_phones_grade_is_held_against_the_servers_and_a_difference_is_shown(
    visit, shelf, phone_grade, problem
):
    import_rows(row("1"))
    home = Home.objects.get()
    answers = BEST | {"damp": "mould", "grade": phone_grade, "grade_points": "1"}
    sent = add_submission(home, {f"survey/{name}": value for name, value in answers.items()}, NOW)
    submission_settle(submission_id=sent.id, **BY)
    sent.refresh_from_db()
    assert (sent.said_grade, sent.problem) == (phone_grade, problem)
    page = visit("housing.officer").get(f"/surveys/homes/{home.id}/").content.decode()
    assert ("전화기의 등급과 다름" in page) == bool(problem)
