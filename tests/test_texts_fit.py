"""Shipped texts fit one SMS where they can: 90 bytes in Korean, 70 characters in other scripts."""

import json
from collections.abc import Iterator

import pytest

from townline.platform.conversations.rules.splitting import measure
from townline.platform.core.paths import DATA
from townline.platform.core.text.particles import settle

DEMO = DATA / "districts" / "demo" / "texts.json"
DEFAULTS = DATA / "defaults" / "texts.json"
ABOUT = DATA / "defaults" / "texts_about.json"
# The longest that stands for a placeholder in an ordinary district, in Korean and English.
LONGEST = {
    "earlier": ("H12-24810", "H12-24810"),
    "code": ("H12-24810", "H12-24810"),
    "due": ("12월 31일(목) 오후 12시", "Wed 30 Sept, 12pm"),
    "again": ("다시 방문하겠습니다", "We will come again"),
    "office": ("서대문구청", "Handeul-gu"),
    "number": ("1234", "1234"),
    "ahead": ("120", "120"),
    "site": ("구청 민원실", "Civil service hall"),
    "queue": ("가족관계등록", "Family register"),
    "to": ("12번 창구로", "counter 12"),
}
MOMENT = ("12월 31일(목) 오후 12시 59분", "Wed 30 Sept, 12:59pm")
MOMENTS = ("answered", "until", "visit", "promised", "slot", "when", "at")
# Receipts, the state of a case, codes and the queue: the texts that go out most.
SHORT = {
    "receipt", "receipt_joined", "receipt_reopened", "receipt_reply", "status", "status_answered",
    "status_closed", "status_none", "status_several", "status_line", "delayed", "safe_code",
    "home_code", "ticket_code", "report_code", "ticket_near", "ticket_called", "ticket_not_today",
    "ticket_cancel_none", "case_joined", "rate_thanks", "rate_with_answer", "empty",
}  # fmt: skip


def shipped_texts() -> Iterator[tuple[str, str, str]]:
    """Give each text that leaves by itself: its key, language and words."""
    for file in (DEFAULTS, DEMO):
        for key, translations in json.loads(file.read_text())["automatic"].items():
            if isinstance(translations, dict):
                # Further languages may stand beside these two.
                for lang, body in translations.items():
                    if isinstance(body, str) and len(lang) <= 3:
                        yield key, lang, body


def fill_text(key: str, lang: str, body: str) -> str:
    column = 0 if lang == "ko" else 1
    examples = json.loads(ABOUT.read_text())["examples"]
    values = {name: both["ko" if lang == "ko" else "en"] for name, both in examples.items()}
    values |= {"line_number": "02-0000-0100", "duty_phone": "02-0000-0199"}
    values |= {name: both[column] for name, both in LONGEST.items()}
    values |= dict.fromkeys(MOMENTS, MOMENT[column])
    values["state"] = longest_state(key, "ko" if lang == "ko" else "en")
    if key.endswith("_code"):
        values["code"] = "123456"
    return settle(body.format_map(values))


def longest_state(key: str, lang: str) -> str:
    states: dict[str, dict[str, str]] = json.loads(DEMO.read_text())["states"]
    over = {"answered", "closed", "declined"}
    fitting = [
        translations[lang]
        for name, translations in states.items()
        if isinstance(translations, dict) and ((name in over) == (key == "status_closed"))
    ]
    return max(fitting, key=lambda words: len(words.encode("cp949")))


@pytest.mark.parametrize(("key", "lang", "body"), list(shipped_texts()), ids=lambda each: each[:20])
def test_each_fits_one_message_of_its_price(key, lang, body):
    found = measure(fill_text(key, lang, body))
    assert found.kind in ({"SMS"} if key in SHORT else {"SMS", "LMS"}), (
        found.bytes_cp949, len(fill_text(key, lang, body)), fill_text(key, lang, body),
    )  # fmt: skip


def test_every_text_that_must_be_short_is_shipped():
    assert SHORT - {key for key, _, _ in shipped_texts()} == set()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("가" * 45, "SMS"),
        ("가" * 45 + "a", "LMS"),
        ("a" * 90, "SMS"),
        ("a" * 91, "LMS"),
        ("ồ" * 70, "SMS"),
        ("ồ" * 71, "LMS"),
        ("ก" * 70, "SMS"),
        ("🙂" * 35, "SMS"),
        ("🙂" * 36, "LMS"),
        ("가" * 1001, "too_long"),
    ],
)
def test_the_price_of_a_text_goes_by_its_script(body, kind):
    assert measure(body).kind == kind
