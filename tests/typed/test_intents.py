"""What a resident wants with a text, read from its words alone: ``intents.csv``.

``sure``: whether nothing else was said; what is doubtful waits for a person's press.
"""

import csv
from pathlib import Path

import pytest

from townline.casework.cases.rules.intent import Intent, IntentReading, read_intent
from townline.casework.cases.services.intent import intent_words
from townline.platform.triage.api import advert_signs

pytestmark = pytest.mark.django_db
with (Path(__file__).parent / "intents.csv").open(encoding="utf-8", newline="") as _file:
    TEXTS = list(csv.DictReader(_file))


def reading_of(body: str) -> IntentReading:
    signs = advert_signs(body)
    resident = signs.resident or signs.callback
    advert = signs.labelled or (signs.marked and not resident)
    return read_intent(body, intent_words(), advert=advert, resident=resident)


def test_each_text_is_read_as_it_was_meant(district: object) -> None:
    wrong = []
    for row in TEXTS:
        found = reading_of(row["text"])
        if (found.intent, found.sure) != (row["intent"], row["sure"] == "yes"):
            wrong.append((row["text"], row["intent"], str(found.intent), found.sure))
    assert wrong == []


def test_an_empty_text_is_noise_that_a_person_looks_at(district: object) -> None:
    assert reading_of(" \n") == IntentReading(Intent.NOISE, sure=False)


def test_only_what_needs_an_answer_promises_one() -> None:
    promised = {one for one in Intent if IntentReading(one).promises}
    assert promised == {Intent.REPORT, Intent.ERASURE, Intent.DISCLOSURE}
