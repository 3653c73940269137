"""A week is told once, to each what is theirs, and stays as it was said."""

import datetime as dt
import re
import zlib

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from townline.casework.cases import api as cases
from townline.platform.core.models import Email
from townline.platform.departments.api import Staff
from townline.prevention.policy.briefings import api
from townline.prevention.policy.briefings.models import Briefing
from townline.prevention.policy.briefings.rules.facts import fact_of
from townline.prevention.policy.briefings.selectors.sentences import _SENTENCES, sentence
from townline.prevention.policy.briefings.settings import Briefings

pytestmark = [pytest.mark.server, pytest.mark.django_db]
WEEK = "2026-W48"
Case = apps.get_model("cases", "Case")


@pytest.fixture
def briefing(world, monkeypatch):
    """Give a district with a week behind it: two cases late, one of them of roads, one new."""
    for number, office in enumerate(("roads", "parks", "roads")):
        code = world.text(f"{number + 1}번 길이 파였어요", f"0100000021{number}")
        world.assign(code, office)
        world.wait(minutes=5)
    world.wait(days=5)  # Monday 30 November, 14:47
    monkeypatch.setenv("TOWNLINE_SMTP_URL", "smtp://127.0.0.1:1")
    Staff.objects.filter(username="mayor").update(email="one@example.test", language="en")
    Staff.objects.filter(username="roads.head").update(email="head@example.test")
    assert api.briefings_run(now=world.now)
    return Briefing.objects.get()


def _facts_by_name(briefing, scope=""):
    return {f.name: f for f in map(fact_of, briefing.facts) if f.scope == scope}


def test_each_is_told_their_own_and_each_sentence_leads_to_its_cases(briefing, visit, world):
    assert (briefing.year, briefing.week) == (2026, 48)
    assert _facts_by_name(briefing)["answers_late"].n == _facts_by_name(briefing)["came"].n == 3
    assert _facts_by_name(briefing, "roads")["answers_late"].n == 2
    page = visit("mayor").get("/briefings/").content.decode()
    assert "민원 3건이 들어왔습니다." in page
    assert "답변 기한이 지난 민원이 3건입니다." in page
    head = visit("roads.head").get(f"/briefings/{WEEK}/").content.decode()
    assert "답변 기한이 지난 민원이 2건입니다." in head
    assert "3건" not in head
    for username, html in (("mayor", page), ("roads.head", head)):
        links = re.findall(r'<li>\s*<a href="([^"]+)">', html)
        assert len(links) > 1
        for link in links:
            assert visit(username).get(link.replace("&amp;", "&")).status_code == 200, link
    assert visit("roads.officer").get("/briefings/").status_code == 403
    assert visit("mayor").get("/briefings/2026-W40/").status_code == 404
    assert visit("mayor").get("/briefings/2025-W53/").status_code == 404


def test_the_count_of_a_list_is_that_of_its_sentence(briefing, visit, world):
    fact = _facts_by_name(briefing, "roads")["answers_late"]
    page = visit("roads.head").get(fact.link).content.decode()
    assert len(set(re.findall(r"/cases/([\w-]+)/", page))) == fact.n


def test_it_stays_as_it_was_said_with_a_note_where_a_later_count_differs(briefing, visit, world):
    assert not api.briefings_run(now=world.now)
    code = cases.cases_list(world.by("clerk1"), filters=cases.CaseFilters(view="all")).rows[0].code
    cases.case_dismiss(world.by("clerk1"), code=code, reason="광고")
    page = visit("mayor").get(f"/briefings/{WEEK}/").content.decode()
    assert "민원 3건이 들어왔습니다." in page
    assert "지금 다시 세면 2건입니다." in page
    english = visit("mayor", "en").get(f"/briefings/{WEEK}/").content.decode()
    assert "3 cases came in." in english
    assert "Counted again now: 2." in english
    with pytest.raises(ProgrammingError), transaction.atomic():
        Briefing.objects.update(facts=[])


def test_it_leaves_once_by_mail_in_the_language_of_each_until_they_press_stop(
    briefing, visit, world
):
    mails = {mail.subject: mail for mail in Email.objects.all()}
    assert len(mails) == 2
    (english,) = (mail for subject, mail in mails.items() if "Weekly briefing" in subject)
    (korean,) = (mail for subject, mail in mails.items() if "주간 브리핑" in subject)
    assert "3 cases are past their answer date." in english.body
    assert "<li>" in english.html
    assert "답변 기한이 지난 민원이 2건입니다." in korean.body
    assert "0100000021" not in korean.body + korean.html
    page = visit("roads.head")
    assert "head@example.test" in page.get("/my/briefings/").content.decode()
    assert page.post("/my/briefings/", {"do": "stop"}).status_code == 302
    assert "받지 않고 있습니다" in page.get("/my/briefings/").content.decode()
    world.wait(days=7)
    assert api.briefings_run(now=world.now)
    assert Email.objects.count() == 3
    page.post("/my/briefings/", {"do": "start"})
    world.wait(days=7)
    assert api.briefings_run(now=world.now)
    assert Email.objects.count() == 5


def test_a_sentence_without_a_page_of_its_own_keeps_its_cases(world, visit):
    """The same resident's third complaint in a category, and a private one that stays hidden."""
    code = world.text("가로등이 꺼졌어요")
    cases.case_assign(
        world.by("clerk1"), code=code, department="roads",
        service="lighting",
    )  # fmt: skip
    case = Case.objects.get(code=code)
    for number in range(4):
        case.pk, case.code, case.private = None, f"H6-990{number}", number == 3
        case.save()
    world.wait(days=5)
    assert api.briefings_run(now=world.now)
    fact = _facts_by_name(Briefing.objects.get(), "roads")["complained_again"]
    assert (fact.n, fact.more["times"], fact.link) == (2, 3, "")
    number = [f["name"] for f in Briefing.objects.get().facts].index("complained_again")
    head = visit("roads.head").get(f"/briefings/{WEEK}/").content.decode()
    assert "같은 민원인이 같은 분야로 3번째 이상 접수한 민원이 2건입니다." in head
    (link,) = re.findall(rf"/briefings/{WEEK}/\d+/", head)
    listed = visit("roads.head").get(link).content.decode()
    assert "H6-9901" in listed
    assert "H6-9903" not in listed
    # The sentence of the whole office is not a head's, nor another department's.
    assert visit("roads.head").get(f"/briefings/{WEEK}/{number}/").status_code == 404
    assert visit("parks.head").get(link).status_code == 404


def test_the_page_and_the_making_ask_a_constant_number_of_questions(briefing, visit, world):
    client = visit("mayor")
    client.get("/briefings/")
    with CaptureQueriesContext(connection) as few:
        client.get("/briefings/")
    world.wait(days=3)
    for number in range(12):
        code = world.text("길이 파였어요", f"010000004{number:02d}")
        world.assign(code, "roads" if number % 2 else "parks")
    world.wait(days=5)
    with CaptureQueriesContext(connection) as making:
        api.briefing_make(week=api.week_named("2026-W49"), now=world.now, mails=False)
    with CaptureQueriesContext(connection) as many:
        client.get("/briefings/")
    assert len(few) == len(many) <= 24
    assert len(making) <= 32


def test_the_paper_is_one_page_and_each_sentence_leads_to_its_cases(briefing, visit, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    paper = visit("mayor").get(f"/briefings/{WEEK}/briefing.pdf")
    assert paper.content.startswith(b"%PDF")
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", paper.content, re.DOTALL)
    opened = b"".join(zlib.decompressobj().decompress(one) for one in packed if one[:1] == b"x")
    assert len(re.findall(rb"/Type ?/Page\b", opened + paper.content)) == 1
    page = visit("mayor").get(f"/briefings/{WEEK}/").content.decode()
    sentence_count = len(re.findall(r'<li>\s*<a href="', page.partition("<main")[2]))
    assert (
        len(re.findall(rb"/URI \(https://town.example/", opened + paper.content))
        == sentence_count
        > 3
    )


def test_every_sentence_is_whole_in_both_languages():
    more = {
        "usual": 2, "service": {"ko": "도로", "en": "Roads"}, "theme": "반지하 침수",
        "department": {"ko": "도로과", "en": "Roads"}, "times": 3, "years": 3, "whole": 9,
        "oldest": "2026-11-20", "day": "2026-11-24", "minutes": 15, "year": 2026, "title": "눈",
    }  # fmt: skip
    for language in ("ko", "en"):
        with translation.override(language):
            for name in _SENTENCES:
                for n in (1, 7):
                    words = sentence(
                        api.Fact(scope="", source="", section=api.Section.CAME, name=name, n=n,
                                 more=more)
                    )  # fmt: skip
                    assert words.endswith("."), words
                    assert not re.search(r"[%{}]|\(을\)|은\(는\)", words), words
                    ours = words.replace("반지하 침수", "").replace("눈", "")
                    assert bool(re.search("[가-힣]", ours)) == (language == "ko"), words


def test_old_folders_have_briefings_on_monday():
    part = Briefings.model_validate({})
    assert (part.briefings.weekday, part.briefings.hour, part.briefings.mails) == (1, 7, True)
    assert dt.date(2026, 11, 30).isoweekday() == part.briefings.weekday
