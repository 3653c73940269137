"""Who decides sees what was asked first: the report with its photos, and what came since."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import pictures
from townline.casework.answers import api
from townline.casework.cases.models import Case
from townline.casework.cases.rules.thread import is_aside, shown_first
from townline.casework.classification.selectors.repeats import repeats_of
from townline.casework.portal import api as portal
from townline.casework.portal.rules.residents import LineWords, handled_by_line
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import ThreadText
from townline.platform.core import media
from townline.platform.core.text.typed import Lexicon

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
SENDER = "01000000042"
AGAIN = "모래를 다시 채웠습니다. - 한들구 도로과"
REPORT = "느티시장 앞 길이 파여 어머니가 넘어지셨어요"


def report(world):
    world.deliver(REPORT, SENDER, attachments=(media.keep(pictures.jpeg()),))
    world.route()
    conversations.photos_look(limit=10, now=world.now)
    return Case.objects.latest("id").code


def answer_case(world, code, body="어제 메웠습니다. - 한들구 도로과"):
    world.draft(code, body)
    world.submit(code)
    world.confirm(code)
    world.wait(minutes=1)
    world.send()


@pytest.fixture
def long(world):
    """Ten texts of a resident: a report, an answer, a command, a rating, and three about it."""
    code = report(world)
    for number in range(3):
        world.wait(minutes=10)
        world.text(f"{number + 1}번째로 더 알려 드려요")
    world.assign(code)
    world.wait(minutes=10)
    world.text("상태")
    answer_case(world, code)
    world.wait(days=5)
    portal.follow_ups_run(now=world.now)
    world.send()
    world.wait(minutes=10)
    world.text("2")
    for number in range(3):
        world.wait(minutes=10)
        world.text(f"아직 그대로예요 {number + 1}")
    world.draft(code, AGAIN)
    world.submit(code)
    world.confirm(code)
    api.case_undo(world.by("mayor"), code=code)
    world.wait(minutes=10)
    world.text("도움말")
    return code


def shown_words(page):
    """Give the words of the bubbles that stand open, and of those behind the line."""
    html = page.content.decode()
    [rest] = re.findall(r'<details class="rest".*?</details>', html, re.DOTALL) or [""]
    both = [re.findall(r'<p class="words"[^>]*>\s*(.*?)\s*</p>', part) for part in (html, rest)]
    return [words for words in both[0] if words not in both[1]], both[1], rest


def test_the_report_with_its_photo_and_what_came_since_the_answer_stand_open(visit, world, long):
    page = visit("mayor").get(f"/morning/{long}/")
    open_, rest, html = shown_words(page)
    last = [f"아직 그대로예요 {number}" for number in (1, 2, 3)]
    assert open_ == [REPORT, "어제 메웠습니다. - 한들구 도로과", *last]
    photo = page.content.decode().index("/photos/")
    assert photo < page.content.decode().index('class="rest"')
    hidden = {"상태", "2", "1번째로 더 알려 드려요", AGAIN}
    assert hidden <= {*rest}
    assert f"문자 {len(rest)}건 더 보기" in html


def test_what_was_taken_back_says_so_wherever_it_stands(visit, world, long):
    for username, path in (
        ("mayor", f"/morning/{long}/"),
        ("mayor", f"/morning/text/{long}/"),
        ("clerk1", f"/cases/{long}/"),
    ):
        html = visit(username).get(path).content.decode()
        bubbles = re.findall(r'<article class="bubble out.*?</article>', html, re.DOTALL)
        assert [AGAIN in one for one in bubbles if "발송 안 함" in one] == [True], path
        assert sum(AGAIN in one for one in bubbles) == 1


def test_the_api_tells_the_same(visit, world, long):
    texts = visit("clerk1").get(f"/api/v1/cases/{long}").json()["texts"]
    back = [text for text in texts if text["state"] == "cancelled"]
    assert [text["body"] for text in back] == [AGAIN]


def test_a_complaint_that_is_said_again_begins_with_its_words_not_with_a_rating(world, long):
    again, first = repeats_of(
        case=Case.objects.get(code=long), thread=world.case(long).thread
    ).occasions
    assert (first.words, again.words) == (REPORT, "아직 그대로예요 1")


def test_a_residents_own_page_shows_receipts_and_nothing_that_was_taken_back(visit, world, long):
    resident = conversations.resident_find(SENDER)
    case = Case.objects.get(code=long)
    page = portal.case_link(case_id=case.id, resident_id=resident, now=world.now)
    html = visit().get(page).content.decode()
    articles = unescape(" ".join(re.findall(r"<article.*?</article>", html, re.DOTALL)))
    receipts = [t for t in world.case(long).thread if t.kind == "automatic" and t.accepted_at]
    assert len(receipts) > 3
    assert [one.body for one in receipts if one.body.split("\n")[0] not in articles] == []
    assert "모래를 다시" not in html


def test_more_texts_ask_no_more_of_the_database(visit, world, long):
    client = visit("mayor")
    paths = [f"/morning/{long}/", f"/morning/text/{long}/", f"/cases/{long}/"]
    few = [query_count(client, path) for path in paths]
    for number in range(5):
        world.wait(hours=1)
        world.deliver(f"또 그래요 {number}", attachments=(media.keep(pictures.jpeg()),))
        world.route()
    conversations.photos_look(limit=10, now=world.now)
    assert [query_count(client, path) for path in paths] == few


def query_count(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


LEXICON = Lexicon(
    {
        "status": ["상태"],
        "fixed": ["고쳐졌어요"],
        "not_fixed": ["아직 그대로예요"],
        "idle": ["네"],
        "cancel": ["취소"],
    }
)
WORDS = LineWords("H", LEXICON, frozenset(), ())


def is_handled(one):
    return handled_by_line(one, WORDS)


def text(direction="in", kind="incoming", by="cases", body="길이 파였어요", **more):
    values = {"id": 1, "at": None, "state": "claimed", "reference": "case:1"}
    return ThreadText(direction=direction, kind=kind, body=body, claimed_by=by, **(values | more))


@pytest.mark.parametrize(
    ("one", "aside"),
    [
        (text(), False),
        (text(body="3"), False),  # a floor, where nobody asked for a rating
        (text(by="cases.reply", body="3"), True),
        (text(by="cases.reply", body="고쳐졌어요"), True),
        (text(by="cases.reply", body="아직 그대로예요"), False),
        (text(by="cases.reply", body="밤에도 밝으면 좋겠어요"), False),
        (text(by="cases.reply", body="3", photos=("photo",)), False),
        (text(by="cases.status", body="상태"), True),
        (text(by="cases.noted", body="네"), True),
        (text(by="cases.noted", body="취소"), False),
        (text(by="cases.not_fixed", body="안 고쳐졌어요"), False),
        (text(by="cases.thanks", body="고맙습니다"), False),
        (text("out", "automatic", by=""), True),
        (text("out", "automatic", by="", state="failed"), True),
        (text("out", "answer", by=""), False),
    ],
)
def test_a_word_to_the_line_and_what_it_says_by_itself_are_no_conversation(one, aside):
    assert is_aside(one, is_handled) is aside


def out(id_, kind="answer", state="delivered", accepted=True):
    return text("out", kind, "", id=id_, state=state, accepted_at=id_ if accepted else None)


@pytest.mark.parametrize(
    ("texts", "ids"),
    [
        ([], []),
        ([text(id=1), text(id=2), text(id=3)], [1, 2, 3]),
        ([text(id=1), text(id=2), out(3), text(id=4)], [1, 3, 4]),
        ([text(id=1), out(2), text(id=3), out(4, "interim"), text(id=5)], [1, 4, 5]),
        ([text(id=1), out(2, "question"), text(id=3)], [1, 2, 3]),
        # Taken back: it answered nothing. Failed: it is shown with what became of it.
        ([text(id=1), text(id=2), out(3, state="cancelled", accepted=False)], [1, 2]),
        ([text(id=1), text(id=2), out(3, state="failed", accepted=False)], [1, 2, 3]),
        ([text(id=1), text(id=2), out(3, state="queued", accepted=False)], [1, 2, 3]),
        ([text(id=1, by="cases.status"), text(id=2)], [2]),
        # Where there are only commands the first of them is what is there.
        ([text(id=1, by="cases.status")], [1]),
    ],
)
def test_what_is_shown_first(texts, ids):
    assert [one.id for one in shown_first(texts, is_handled)] == ids
