"""Addresses in words become links, and nothing else becomes markup."""

import pytest

from townline.platform.core.text.linked import link_addresses

LINK = '<a href="https://town.example/c/1a2b" rel="noreferrer noopener">https://town.example/c/1a2b</a>'


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("자세히 https://town.example/c/1a2b", f"자세히 {LINK}"),
        ("https://town.example/c/1a2b(30일까지)", f"{LINK}(30일까지)"),
        ("Open https://town.example/c/1a2b.", f"Open {LINK}."),
        ("https://town.example/c/***", "https://town.example/c/***"),
        ("<b> & javascript:alert(1)", "&lt;b&gt; &amp; javascript:alert(1)"),
        ('https://a.example/"onclick="x', None),
    ],
)
def test_an_address_is_a_link_and_the_rest_is_words(words, found):
    assert link_addresses(words) == (found or link_addresses(words))
    assert '"onclick' not in link_addresses(words)


def test_telephone_numbers_stay_on_one_line():
    assert link_addresses("문의 02-0000-1010, 010-****-0421") == (
        '문의 <span class="nowrap">02-0000-1010</span>, <span class="nowrap">010-****-0421</span>'
    )
    assert link_addresses("2026-11-2512") == "2026-11-2512"
