"""The page as plain HTML: what a browser without scripts gets and sends."""

import re

import pytest

from townline.adapters.simulator.tests.peers import Simulator

pytestmark = pytest.mark.peer
PAGE = "/handset/phones/neuti/"
SAME = {"Origin": "http://localhost"}


def test_the_start_opens_the_first_phone_and_all_can_be_chosen(simulator: Simulator):
    start = simulator.http.get("/handset/")
    assert (start.status_code, start.headers["location"]) == (303, f"{PAGE}#end")
    page = simulator.http.get(PAGE).text
    assert len(re.findall(r'<li><a href="/handset/phones/', page)) == 5
    assert page.count('aria-current="page"') == 1


def test_a_text_is_sent_by_a_form_and_shows_after_it(simulator: Simulator):
    answer = simulator.http.post(
        f"{PAGE}texts", data={"body": "길이\r\n파였어요", "send": "typed"}, headers=SAME
    )
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}#end")
    assert [t["body"] for t in simulator.texts("010-0000-0001")] == ["길이\n파였어요"]
    assert "길이\n파였어요" in simulator.http.get(PAGE).text


def test_an_example_is_sent_whatever_stands_in_the_box(simulator: Simulator):
    simulator.http.post(f"{PAGE}texts", data={"body": "아직", "send": "example-2"}, headers=SAME)
    assert [text["body"] for text in simulator.texts("010-0000-0001")] == ["상태"]


def test_a_second_press_of_the_same_form_sends_nothing(simulator: Simulator):
    key = re.search(r'name="key" value="([^"]+)"', simulator.http.get(PAGE).text)
    assert key is not None
    form = {"body": "한 번", "send": "typed", "key": key[1]}
    for _ in range(2):
        answer = simulator.http.post(f"{PAGE}texts", data=form, headers=SAME)
        assert answer.status_code == 303
    assert len(simulator.texts("010-0000-0001")) == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [(" \n ", "오류: 보낼 문자를 적어 주세요."), ("가" * 10_001, "오류: 문자를 10,000자 안으로")],
)
def test_what_cannot_be_sent_is_said_and_kept(simulator: Simulator, body: str, words: str):
    answer = simulator.http.post(f"{PAGE}texts", data={"body": body}, headers=SAME)
    assert answer.status_code == 422
    assert words in answer.text
    assert "<title>오류: " in answer.text
    assert f">{body}</textarea>" in answer.text
    assert simulator.texts("010-0000-0001") == []


def test_words_of_a_text_never_become_markup(simulator: Simulator):
    simulator.send("010-0000-0001", '<script>alert("1")</script>&amp;$name')
    page = simulator.http.get(PAGE).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;$name" in page


def test_the_language_is_the_browsers_until_switched(simulator: Simulator):
    english = {"Accept-Language": "fr, en;q=0.8, ko;q=0.7"}
    assert '<html lang="en">' in simulator.http.get(PAGE, headers=english).text
    assert '<html lang="ko">' in simulator.http.get(PAGE, headers={"Accept-Language": "fr"}).text
    simulator.http.post(
        "/handset/language", data={"language": "ko", "phone": "neuti"}, headers=SAME
    )
    assert '<html lang="ko">' in simulator.http.get(PAGE, headers=english).text


def test_the_english_page_has_no_korean_but_texts_and_the_switch(simulator: Simulator):
    page = simulator.http.get(
        "/handset/phones/english/", headers={"Accept-Language": "en"}
    ).text.replace(">한국어<", "")
    assert re.findall("[가-힣]+", page) == []


def test_trouble_is_made_by_a_form(simulator: Simulator):
    form = {"kind": "lose_receipts", "times": "1", "phone": "elder"}
    answer = simulator.http.post("/handset/trouble", data=form, headers=SAME)
    assert answer.headers["location"] == "/handset/phones/elder/#end"
    assert simulator.http.get("/handset/api/trouble").json()["trouble"]["lose_receipts"] == 1
    assert "켜져 있음" in simulator.http.get(PAGE).text


def test_a_page_that_does_not_exist_says_so(simulator: Simulator):
    answer = simulator.http.get("/handset/phones/nobody/")
    assert answer.status_code == 404
    assert "이런 화면은 없습니다" in answer.text


def test_a_form_that_makes_no_sense_is_refused_in_plain_words(simulator: Simulator):
    answer = simulator.http.post("/handset/trouble", data={"kind": "flood"}, headers=SAME)
    assert answer.status_code == 400
    assert "보낸 것을 읽을 수 없습니다" in answer.text


def test_nothing_from_elsewhere_is_allowed_on_the_page(simulator: Simulator):
    answer = simulator.http.get(PAGE)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert not re.search(r"<script>|<style|\sstyle=|\son\w+=", answer.text)
