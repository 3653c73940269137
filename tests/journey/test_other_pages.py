"""Pages that stand beside the town hall's own: accessible, in both languages, light and dark."""

import itertools

import pytest
from starlette.requests import Request

from tests.amount import ways
from tests.chromium import violations, window
from townline.platform.processes import pause_page

pytestmark = pytest.mark.browser
WAYS = list(itertools.product(("ko", "en"), (False, True)))


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
@pytest.mark.parametrize(("language", "dark"), ways(WAYS))
def test_a_wrong_address_of_the_handsets(town, chromium, language, dark):
    opened = window(chromium, town.url, width=390, language=language, dark=dark)
    page = opened.new_page()
    answer = page.goto("/handset/phones/nobody/")
    found = violations(page)
    opened.close()
    assert answer.status == 404
    assert found == []


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
@pytest.mark.parametrize(("language", "dark"), ways(WAYS))
def test_the_page_of_a_web_process_that_starts_again(chromium, language, dark):
    headers = [(b"accept-language", language.encode())]
    scope = {"type": "http", "method": "GET", "path": "/inbox/", "headers": headers}
    body = pause_page.pause_response(Request(scope).scope).body
    opened = window(chromium, "http://127.0.0.1", width=320, language=language, dark=dark)
    page = opened.new_page()
    page.set_content(bytes(body).decode())
    found, wide = violations(page), page.evaluate("document.documentElement.scrollWidth")
    opened.close()
    assert found == []
    assert wide <= 320
