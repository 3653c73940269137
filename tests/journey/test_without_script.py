"""The same way as plain links and forms, the handset included."""

import dataclasses
import time

import pytest
from playwright.sync_api import expect

from tests.journey import steps
from tests.journey.words import KOREAN

pytestmark = [pytest.mark.browser, pytest.mark.peer]
WORDS = dataclasses.replace(
    KOREAN,
    phone="elder",
    number="010-0000-0005",
    text="경로당 앞 보도블럭이 튀어나와서 넘어질뻔 했어요",
    answer="오늘 경로당 앞 보도블록을 고르게 다시 깔았습니다. - 한들구 도로과",
)


def renew_until(handset, words):
    """Press the page's own link until the words are there."""
    end = time.monotonic() + steps.ARRIVES / 1000
    bubble = handset.locator("#texts li.received .bubble").filter(has_text=words)
    while not bubble.count() and time.monotonic() < end:
        handset.get_by_role("link", name="새 문자 보기").click()
    expect(bubble).to_have_count(1)


def test_the_whole_way_without_a_script(town, open_page):
    handset = open_page(f"/handset/phones/{WORDS.phone}/", script=False)
    steps.send_text(handset, WORDS)
    expect(handset.locator("#texts li.sent").last).to_contain_text(WORDS.text)
    renew_until(handset, WORDS.receipt)
    code = steps.receipt_code(handset, WORDS)
    clerk = steps.step_in(open_page, WORDS.clerk, WORDS, script=False)
    clerk.goto("/inbox/")
    steps.route(clerk, code, WORDS)
    officer = steps.step_in(open_page, WORDS.officer, WORDS, script=False)
    officer.goto("/inbox/")
    steps.write(officer, code, WORDS.answer, WORDS)
    mayor = steps.step_in(open_page, WORDS.mayor, WORDS, phone=True, script=False)
    steps.skip_to_answer(mayor, code, WORDS)
    steps.confirm(mayor, WORDS)
    expect(mayor.locator(f".undo[action='/morning/{code}/undo']")).to_be_visible()
    renew_until(handset, WORDS.answer)
    assert steps.received_bodies(town, WORDS)[-1] == WORDS.answer
