"""The search page: what was found with its marks, filters, pages, and words where there is none."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.casework.cases.models import Case
from townline.casework.search import api
from townline.casework.search.models import SearchText

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp(world):
    return world.text("느티로 가로등이 고장났습니다 <b>빨리</b> 고쳐 주세요")


def page(client, **query):
    answer = client.get("/search/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_matched_is_marked_and_nothing_of_a_text_becomes_markup(visit, language, world, lamp):
    api.search_index_run()
    html = page(visit("clerk1"), q="가로등을 고치다")
    assert f'id="row-{lamp}"' in html
    assert "<mark>가로등</mark>이 고장났습니다" in html
    assert "<mark>고쳐</mark>" in html
    assert "<b>빨리</b>" not in html
    assert "&lt;b&gt;" in html


REFUSED = {
    "ㄱ": ("자음이나 모음 하나로는", "A single consonant or vowel"),
    "?!…": ("글자나 숫자가 없습니다", "no letter or digit"),
    "가" * 500: ("200자까지", "at most 200 characters"),
}


@pytest.mark.parametrize("q", REFUSED)
@pytest.mark.parametrize("language", ["ko", "en"], indirect=False)
def test_what_cannot_be_sought_says_what_to_do(visit, q, language):
    answer = visit("clerk1", language).get("/search/", {"q": q})
    assert answer.status_code == 422
    assert REFUSED[q][language == "en"] in answer.content.decode()


def test_nothing_found_names_the_words_and_a_wider_way(visit, lamp, world):
    world.text("놀이터 그네", sender="01000000043")
    client = visit("clerk1")
    html = page(client, q="가로등 그네", state="open")
    assert "<b>가로등</b>, <b>그네</b>" in html
    wider = re.search(r'href="(/search/\?[^"]*wide=1[^"]*)"', html)
    assert wider is not None
    found = client.get(wider[1].replace("&amp;", "&")).content.decode()
    assert found.count("data-row") == 2
    assert "필터 없이 검색" in html


def test_filters_go_through_the_form_into_the_address(visit, lamp):
    client = visit("clerk1")
    query = {"q": "가로등", "state": "open", "kind": "text", "since": "2026-11-01", "sort": "date"}
    answer = client.post("/search/", query | {"until": "not-a-day", "nonsense": "x"})
    assert answer.url.startswith("/search/?q=")
    html = client.get(answer.url).content.decode()
    assert f'id="row-{lamp}"' in html
    assert 'value="2026-11-01"' in html
    assert "until" not in answer.url
    assert f'id="row-{lamp}"' not in page(client, **(query | {"since": "2026-11-26"}))
    assert f'id="row-{lamp}"' in page(client, q="가로등", until="2026-11-25")
    assert f'id="row-{lamp}"' not in page(client, q="가로등", until="2026-11-24")


@pytest.fixture
def fifty(world, lamp):
    case = Case.objects.get(code=lamp)
    text = SearchText.objects.get(kind="text")
    for number in range(49):
        case.pk, case.code, case.title = None, f"H6-8{number:05d}", f"길 {number}"
        case.save()
        text.pk, text.ref, text.case_id = None, 10**6 + number, case.pk
        text.save()


def test_pages_follow_one_another(visit, fifty):
    client = visit("clerk1")
    seen, query = set(), {"q": "가로등"}
    for number in (1, 2, 3):
        html = page(client, **query, page=number)
        assert "50건" in html
        rows = re.findall(r'id="row-([^"]+)"', html)
        assert len(rows) == (20, 20, 10)[number - 1]
        seen |= set(rows)
    assert len(seen) == 50
    for wrong in ("0", "-1", "x", "99999999999999999999", "٣"):
        assert page(client, **query, page=wrong)


def queries(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_a_full_page_asks_no_more_than_an_empty_one_and_few_things(visit, fifty):
    client = visit("clerk1")
    # The first list of a process reads the district's places, for the dongs of its rows.
    client.get("/search/?q=가로등")
    full = queries(client, "/search/?q=가로등")
    SearchText.objects.exclude(ref__lt=10**6).delete()
    assert full == queries(client, "/search/?q=가로등") <= 15


def test_numbers_found_nowhere_stay_out_of_what_is_shown(visit, world):
    world.text("제 번호는 010-0000-8888 입니다 맨홀이 깨졌어요")
    html = page(visit("clerk1"), q="맨홀")
    hits = html[html.index('class="hits"') :]
    assert "8888" not in hits[: hits.index("</ul>")]
    assert "맨홀" in hits


def test_no_filter_is_called_applied_before_there_is_one(visit, lamp):
    chip = re.compile(r'<summary class="chip"[^>]*>\s*([^<]*?)\s*<')
    client = visit("clerk1")
    assert chip.search(page(client, q="가로등"))[1] == "필터 +"
    assert chip.search(page(client, q="가로등", state="open"))[1] != "필터 +"
