"""A resident's own case behind a link: theirs, for a time, and nobody else's."""

import datetime as dt
import gzip
import re

import pytest
from django.test import Client

from tests import pictures
from tests.limits import at_most
from townline.casework.answers import api as answers
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case, Notice
from townline.casework.cases.rules import CaseState
from townline.casework.data_protection import api
from townline.casework.portal import api as portal
from townline.casework.portal.models import CaseLink, Rating
from townline.casework.portal.views import page as resident_page
from townline.platform.conversations import api as conversations
from townline.platform.core import media
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db
WHY = "무엇이 더 나았으면 하나요?"
OVER = "링크 기간이 지났습니다"


@pytest.fixture
def code(world):
    return world.awaiting("느티시장 앞 길이 파였어요")


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    monkeypatch.setattr(resident_page, "PAGE_VISITS", at_most(1000))
    monkeypatch.setattr(resident_page, "MISSES", at_most(1000))


def link(world, code, sender="01000000042"):
    case = Case.objects.get(code=code)
    resident = conversations.resident_find(sender) or 0
    return portal.case_link(case_id=case.id, resident_id=resident, now=world.now)


@pytest.fixture
def someone(visit):
    """Give a visitor who never signed in, with the checks that a browser meets."""
    visit()
    return Client(enforce_csrf_checks=True, headers={"accept-language": "ko"})


def page(client, path, status=200):
    found = client.get(path)
    assert found.status_code == status
    body = found.content
    if found.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return body.decode()


def test_an_address_in_an_answer_opens_and_one_that_somebody_sent_does_not(world, someone):
    code = world.text("https://elsewhere.example 를 보세요")
    world.assign(code)
    world.draft(code, "사진은 여기 https://town.example/p/1a2b")
    world.submit(code)
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    html = page(someone, link(world, code))
    assert '<a href="https://town.example/p/1a2b"' in html
    assert '<a href="https://elsewhere.example' not in html


def send(client, path, **fields):
    key = re.search(r'name="key" value="([^"]+)"', page(client, path))[1]
    return client.post(path, {"key": key} | fields, headers={"origin": "null"})


def answer(world, code):
    world.confirm(code)
    world.wait(minutes=1)
    world.send()


def test_it_shows_state_promise_words_and_steps(world, code, someone):
    html = page(someone, link(world, code))
    assert code in html
    assert "구청장 확인을 기다립니다" in html
    assert "11월 27일(금) 오후 2시까지" in html
    assert "느티시장 앞 길이 파였어요" in html
    assert "도로과에서 담당합니다" in html
    assert "0042" not in html.replace(code, "")


def test_an_assignment_that_was_undone_leaves_the_page(world, someone):
    code = world.text("느티시장 앞 길이 파였어요")
    world.assign(code, "parks")
    assert "공원녹지과에서 담당합니다" in page(someone, link(world, code))
    cases.regroup_undo(world.by("clerk1"), code=code)
    html = page(someone, link(world, code))
    assert "공원녹지과" not in html
    world.assign(code)
    html = page(someone, link(world, code))
    assert "도로과에서 담당합니다" in html
    assert "공원녹지과" not in html


def test_it_is_english_for_who_writes_english_and_can_be_switched(world, someone):
    path = link(world, world.text("There is a hole in the road"))
    assert "Answer due" in page(someone, path)
    assert "답변 기한" in page(someone, f"{path}?lang=ko")


def test_an_answer_that_can_still_be_taken_back_is_not_shown(world, code, someone):
    path = link(world, code)
    world.confirm(code)
    assert "오늘 메웠습니다" not in page(someone, path)
    world.wait(minutes=1)
    world.send()
    assert "오늘 메웠습니다" in page(someone, path)


def test_notes_titles_and_reasons_of_the_office_are_not_there(world, code, someone):
    clerk = world.person("clerk1")
    cases.note_add(Act(clerk, world.now), code=code, body="까다로운 분")
    cases.case_retitle(Act(clerk, world.now), code=code, title="도로 파임 반복")
    answers.draft_send_back(world.by("mayor"), code=code, reason="짧게")
    html = page(someone, link(world, code))
    assert [word for word in ("까다로운", "반복", "짧게") if word in html] == []


def test_words_of_other_residents_in_the_same_case_are_not_there(world, code, someone):
    other = world.text("여기 저도 다칠 뻔했어요", sender="01000000077")
    cases.case_merge(world.by("clerk1"), code=other, into=code, confirm=True)
    mine, theirs = (page(someone, link(world, code, n)) for n in ("01000000042", "01000000077"))
    assert ("느티시장 앞" in mine, "다칠 뻔" in mine) == (True, False)
    assert ("느티시장 앞" in theirs, "다칠 뻔" in theirs) == (False, True)


def test_the_link_of_a_merged_case_shows_the_one_that_went_on(world, code, someone):
    world.wait(days=8)
    Case.objects.update(last_text_at=world.now - dt.timedelta(days=30))
    other = world.text("가로등이 꺼졌어요")
    path = link(world, other)
    cases.case_merge(world.by("clerk1"), code=other, into=code, confirm=True)
    assert code in page(someone, path)


@pytest.mark.parametrize("token", ["", "0" * 32, "x", "가나다", "../../etc"])
def test_a_wrong_token_looks_like_an_old_one(world, code, someone, token):
    path = link(world, code)
    world.wait(days=31)
    old = page(someone, path, 410)
    assert OVER in old
    if token and "/" not in token:
        assert page(someone, f"/c/{token}", 410) == old


def test_a_link_of_somebody_who_has_nothing_in_the_case_any_more_is_over(world, code, someone):
    path = link(world, code)
    Case.objects.filter(code=code).update(
        resident_id=conversations.resident_find("01000000077")
        or Case.objects.get(code=world.text("길", sender="01000000077")).resident_id
    )
    page(someone, path, 410)


def test_nobody_finds_keeps_or_passes_on_the_page(world, code, someone):
    found = someone.get(link(world, code))
    assert found.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in found.headers["X-Robots-Tag"]
    assert "no-store" in found.headers["Cache-Control"]
    assert not found.cookies
    html = page(someone, link(world, code))
    assert re.findall(r'(?:href|src|action)="(?:https?:)?//', html) == []
    assert "<script" not in html
    assert "style=" not in html


def test_it_stays_within_the_budget(world, code, someone):
    for number in range(8):
        world.text(f"{number}번째로 더 알려 드려요. 느티시장 앞 횡단보도 쪽 구멍입니다")
    answer(world, code)
    html = page(someone, link(world, code))
    assert len(gzip.compress(html.encode())) < 6000
    assert len(re.findall(r'rel="stylesheet"', html)) == 1


def test_looking_changes_nothing(world, code, someone):
    path = link(world, code)
    before = list(Case.objects.values()), CaseLink.objects.count()
    page(someone, path)
    assert (list(Case.objects.values()), CaseLink.objects.count()) == before


def test_words_become_a_text_of_the_case(world, code, someone):
    path = link(world, code)
    world.wait(minutes=5)
    done = send(someone, path, do="text", words="버스 정류장 바로 앞입니다")
    assert done.status_code == 302
    assert "받았습니다" in page(someone, done.url)
    world.route()
    texts = [t.body for t in world.case(code).thread if t.direction == "in"]
    assert texts == ["느티시장 앞 길이 파였어요", f"{code} 버스 정류장 바로 앞입니다"]
    assert Case.objects.count() == 1


def test_a_form_that_is_sent_twice_is_one_text(world, code, someone):
    path = link(world, code)
    key = re.search(r'name="key" value="([^"]+)"', page(someone, path))[1]
    for _ in range(2):
        someone.post(path, {"key": key, "do": "text", "words": "두 번 눌렀어요"})
    world.route()
    assert len([t for t in world.case(code).thread if t.direction == "in"]) == 2


def test_a_form_that_is_found_again_by_going_back_takes_other_words(world, code, someone):
    path = link(world, code)
    key = re.search(r'name="key" value="([^"]+)"', page(someone, path))[1]
    for words in ("정류장 앞입니다", "밤에는 안 보여요"):
        someone.post(path, {"key": key, "do": "text", "words": words})
    world.route()
    texts = [t.body for t in world.case(code).thread if t.direction == "in"]
    assert texts[1:] == [f"{code} 정류장 앞입니다", f"{code} 밤에는 안 보여요"]


def test_not_fixed_opens_the_case_again(world, code, someone):
    path = link(world, code)
    answer(world, code)
    assert "안 고쳐졌어요" in page(someone, path)
    shown = page(someone, send(someone, path, do="not_fixed").url)
    # At once, before the text of it is taken; the new promise is not known yet.
    for html in (shown, page(someone, path)):
        assert re.search("<h1>.*다시 살펴보고 있습니다</h1>", html)
        assert ("해결되지 않았나요?" in html, "답변 기한</dt>" in html) == (False, False)
    world.route()
    assert world.case(code).row.state is CaseState.REOPENED
    assert "해결되지 않았나요?" not in page(someone, path)


def test_a_rating_is_kept_and_can_be_changed(world, code, someone):
    path = link(world, code)
    assert "답변이 어떠셨나요?" not in page(someone, path)
    answer(world, code)
    assert WHY not in page(someone, path)
    for stars in ("2", "5"):
        rated = send(someone, path, do="rate", stars=stars)
        assert (WHY in page(someone, rated.url)) == (stars == "2")
    rating = Rating.objects.get()
    assert (rating.stars, rating.via) == (5, "page")
    assert re.search(r'value="5" checked', page(someone, path))


def test_few_stars_are_asked_why_on_the_page_and_the_head_reads_it(world, code, someone):
    path = link(world, code)
    answer(world, code)
    send(someone, path, do="rate", stars="1")
    done = send(someone, path, do="why", words="답이 너무 늦었어요")
    assert WHY not in page(someone, done.url)
    world.route()
    assert world.case(code).row.state is CaseState.ANSWERED
    [notice] = Notice.objects.filter(kind="rating_low")
    assert (notice.case.code, notice.staff.username) == (code, "roads.head")
    assert WHY not in page(someone, path)
    # Nobody is asked by text for what they said on the page.
    world.now = dt.datetime(2026, 11, 30, 0, 0, tzinfo=dt.UTC)
    assert portal.follow_ups_run(now=world.now) == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "why", "words": "   "},
        {"do": "text", "words": "   "},
        {"do": "text", "words": "가" * 1001},
        {"do": "", "words": ""},
        {"do": "rate", "stars": "6"},
        {"do": "rate", "stars": "다섯"},
        {"do": "not_fixed"},
    ],
)
def test_what_is_refused_keeps_the_words_and_changes_nothing(world, code, someone, fields):
    path = link(world, code)
    refused = send(someone, path, **fields)
    assert refused.status_code == 422
    assert 'role="alert"' in refused.content.decode()
    assert fields.get("words", "").strip() in refused.content.decode()
    world.route()
    assert len([t for t in world.case(code).thread if t.direction == "in"]) == 1


def test_a_form_of_another_page_is_refused(world, code, someone):
    path = link(world, code)
    other = link(world, code)
    key = re.search(r'name="key" value="([^"]+)"', page(someone, other))[1]
    for fields, headers in (
        ({"key": key}, {}),
        ({"key": ""}, {}),
        ({}, {}),
    ):
        form = {"do": "text", "words": "남의 말"} | fields
        assert someone.post(path, form, headers=headers).status_code == 403
    own = re.search(r'name="key" value="([^"]+)"', page(someone, path))[1]
    form = {"do": "text", "words": "남의 말", "key": own}
    assert someone.post(path, form, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    world.route()
    assert len([t for t in world.case(code).thread if t.direction == "in"]) == 1


def test_who_asks_too_often_waits(world, code, someone, monkeypatch):
    monkeypatch.setattr(resident_page, "PAGE_VISITS", at_most(2))
    monkeypatch.setattr(resident_page, "MISSES", at_most(1))
    path = link(world, code)
    assert [someone.get(path).status_code for _ in range(3)] == [200, 200, 410]
    assert someone.get("/c/" + "0" * 32).status_code == 429


@pytest.mark.usefixtures("shelf")
def test_photos_of_ones_own_only_and_never_the_original(world, someone):
    mine, theirs = (media.keep(pictures.jpeg(size)) for size in ((320, 240), (200, 300)))
    world.deliver("여기예요", "01000000042", attachments=(mine,))
    world.deliver("저도요", "01000000077", attachments=(theirs,))
    world.route()
    conversations.photos_look(limit=10, now=world.now)
    first = Case.objects.order_by("id").first()
    path = link(world, first.code)
    assert someone.get(f"{path}/photos/{mine.sha256}/small").status_code == 200
    assert someone.get(f"{path}/photos/{mine.sha256}/view").headers["Content-Type"] == "image/jpeg"
    for wrong in (f"{mine.sha256}/original", f"{theirs.sha256}/small", f"{mine.sha256}/x"):
        assert someone.get(f"{path}/photos/{wrong}").status_code == 410


def test_a_token_is_kept_as_a_hash_only(world, code):
    token = link(world, code).removeprefix("/c/")
    assert len(token) == 32
    assert token not in str(list(CaseLink.objects.values()))


def test_erasing_a_person_closes_their_links(world, code, someone):
    path = link(world, code)
    viewer = world.person("admin")
    api.person_erase(Act(viewer, world.now), number="010-0000-0042", reason="본인", force=True)
    page(someone, path, 410)
