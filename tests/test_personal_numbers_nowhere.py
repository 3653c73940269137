"""A resident registration number in a text: masked wherever it is, the original behind a reason."""

import pytest

from townline.casework.cases.models import Case
from townline.platform.conversations.models import IncomingText
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
NUMBER = "900101-1234567"
WORDS = f"제 주민번호 {NUMBER} 로 등본이 안 떼져요"


@pytest.fixture
def code(world):
    return world.text(WORDS)


def test_title_thread_export_and_search_show_a_mask(world, visit, code):
    case = Case.objects.get(code=code)
    assert NUMBER not in case.title + case.preview
    clerk = visit("clerk1")
    pages = [
        clerk.get("/inbox/"),
        clerk.get(f"/cases/{code}/"),
        clerk.post("/inbox/export.csv"),
        clerk.get("/inbox/?view=open&q=1234567"),
    ]
    for page in pages:
        assert NUMBER not in page.content.decode()
    assert "******-*******" in pages[1].content.decode()


def test_nothing_stored_holds_it_in_the_open(world, code):
    text = IncomingText.objects.get()
    assert "1234567" not in text.body
    for stored in (text.payload, text.sealed_body):
        assert b"1234567" not in bytes(stored)
        assert "1234567".encode("utf-16-be") not in bytes(stored)


def test_the_words_are_seen_with_a_reason_that_stays_in_the_history(world, visit, code):
    text, clerk = IncomingText.objects.get(), visit("clerk1")
    refused = clerk.post(f"/cases/{code}/words", {"text": text.pk, "reason": " "})
    assert NUMBER not in refused.content.decode()
    page = clerk.post(f"/cases/{code}/words", {"text": text.pk, "reason": "본인 확인"})
    assert WORDS in page.content.decode()
    seen = audit.history(f"incoming:{text.pk}").filter(event="incoming:number:reveal")
    assert [line.reason for line in seen] == ["본인 확인"]
    case = Case.objects.get(code=code)
    assert audit.history(f"case:{case.id}").filter(event="case:number:reveal").exists()


def test_who_may_not_see_numbers_may_not_see_the_words(world, visit, code):
    world.assign(code)
    text = IncomingText.objects.get()
    answer = visit("auditor").post(f"/cases/{code}/words", {"text": text.pk, "reason": "확인"})
    assert NUMBER not in answer.content.decode()


def test_a_number_cut_in_two_parts_is_masked_too(world):
    from townline.platform.conversations.ports import TextPart
    from townline.platform.core.text import charsets

    halves = ["주민번호 900101-12", "34567 입니다"]
    for at, half in enumerate(halves, 1):
        part = TextPart(reference=7, number=at, total=2)
        world.deliver("", payload=charsets.encode("ucs2", half), part=part)
    world.route()
    assert "******-*******" in IncomingText.objects.get().body
