"""Answers stand on pages in the words of their form, not as it codes them."""

import pytest

from townline.prevention.surveys.models import FormVersion, Home
from townline.prevention.surveys.pages.rules.wording import answers_in_words, in_words
from townline.prevention.surveys.selectors.homes import kind_of
from townline.prevention.surveys.services.blank_form import blank_form
from townline.prevention.surveys.services.forms import form_upload
from townline.prevention.surveys.tests.lists import KIND, NOW, import_rows, row
from townline.prevention.surveys.tests.test_count import BY
from townline.prevention.surveys.tests.test_grading import BEST
from townline.prevention.surveys.tests.test_reviews import add_submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]

# As pyxform writes a choice between items of its own, in a form of one language, in a repeat.
PLAIN = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:body><repeat nodeset="/data/room"><select ref="/data/room/damp"><label>Damp where?</label>
<item><label>on walls</label><value>walls</value></item>
<item><label>on the floor</label><value>floor</value></item></select></repeat></h:body></h:html>"""


def test_rounds_and_several_choices_are_told():
    answers = {"room/damp": "walls floor", "room[2]/damp": "floor", "start": "2026-07-01"}
    expected = [("Damp where?", "on walls, on the floor"), ("Damp where? (2)", "on the floor")]
    assert in_words(answers, PLAIN, "ko") == expected


@pytest.mark.parametrize(
    ("xform", "code"), [("", "damp"), (PLAIN.replace("damp", "mould"), "damp")]
)
def test_what_no_form_names_stands_as_it_is_coded(xform, code):
    assert in_words({"room/damp": "walls"}, xform, "ko") == [(code, "walls")]


def test_a_choice_that_the_form_does_not_know_stands_as_it_is():
    assert in_words({"room/damp": "walls roof"}, PLAIN, "ko") == [("Damp where?", "walls roof")]


@pytest.mark.parametrize(("language", "words"), [("ko", "창턱"), ("en", "sill")])
def test_the_page_of_a_home_speaks_as_the_form_does(visit, language, words):
    import_rows(row("1", address="새벗로 12"))
    form = form_upload(kind=KIND, content=blank_form(kind_of(KIND)), validate=False, **BY)
    home = Home.objects.get()
    version = FormVersion.objects.get(id=form.id)
    submission = add_submission(home, {"window_sill_cm": "31", "slope": BEST["slope"]}, NOW)
    type(submission).objects.filter(id=submission.id).update(form=version)
    page = visit("housing.officer", language).get(f"/surveys/homes/{home.id}/").content.decode()
    answers = page.split('id="sv-answers"')[1].split("</section>")[0]
    assert words in answers
    assert "31" in answers
    assert f"<dd>{BEST['slope']}</dd>" not in answers
    assert "slope" not in answers.split("<dl")[1].lower() or language == "en"


GROUPED = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:body><group ref="/data/out"><label>Outside</label>
<input ref="/data/out/wall"><label>Wall</label></input></group>
<group ref="/data/in"><label>Inside</label>
<upload ref="/data/in/photo"><label>Window</label></upload>
<group><input ref="/data/in/home"><label>Home</label></input></group></group></h:body></h:html>"""


def test_answers_stand_by_group_in_the_order_of_the_form():
    answers = {"in/home": "x", "in/photo": "a.jpg", "out/wall": "3"}
    found = answers_in_words(answers, GROUPED, "ko")
    assert [(one.group, one.question) for one in found] == [
        ("Outside", "Wall"), ("Inside", "Window"), ("Inside", "Home"),
    ]  # fmt: skip


def test_a_homes_page_shows_photos_in_place_and_homes_by_their_address(visit):
    import_rows(row("1", address="새벗로 12"), row("2", address="새벗로 14"))
    home, other = Home.objects.order_by("id")
    form = form_upload(kind=KIND, content=blank_form(kind_of(KIND)), validate=False, **BY)
    FormVersion.objects.filter(id=form.id).update(xform=GROUPED)
    answers = {"in/home": str(other.uuid), "in/photo": "a.jpg", "out/wall": "3"}
    submission = add_submission(home, answers, NOW)
    type(submission).objects.filter(id=submission.id).update(form=form.id)
    photo = {"name": "a.jpg", "md5": "", "sha256": "a" * 64, "content_type": "image/jpeg"}
    submission.files.create(**photo, size=1, received_at=NOW)
    page = visit("housing.officer").get(f"/surveys/homes/{home.id}/").content.decode()
    shown = page.split('id="sv-answers"')[1].split("</section>")[0]
    assert shown.index("Outside") < shown.index("Inside")
    assert f'src="/surveys/homes/{home.id}/photos/{"a" * 64}/small"' in shown
    assert other.place in shown
    assert str(other.uuid) not in shown
