"""How often a later text on the same matter is torn from its case, by the reader that we ship."""

import json

import pytest

from townline.casework.classification.rules.apart import TextTopics, is_apart, is_plain
from townline.casework.classification.services import reading_apart
from townline.platform.core import district
from townline.platform.core.paths import DATA, DEMO
from townline.platform.triage.reader.in_process import Reading


def _text_topics(words, read):
    return TextTopics(words=words, services={code: share for code, share, _ in read["services"]})


@pytest.fixture(scope="module")
def own_case():
    """Say of each pair of texts whether the second one would get a case of its own."""
    reader = Reading()

    def torn_texts(pairs):
        back = district.derive(reading_apart._back)
        firsts = reader.read([before for before, _ in pairs])
        laters = reader.read([text for _, text in pairs])
        return [
            text
            for (before, text), first, later in zip(pairs, firsts, laters, strict=True)
            if later["sure"]
            and is_plain(text, back)
            and is_apart(_text_topics(text, later), [_text_topics(before, first)], decided="")
        ]

    return torn_texts


@pytest.mark.django_db
def test_hardly_one_is_torn_and_half_of_the_others_are_told_apart(own_case, district):
    lines = (DATA / "triage" / "later.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    same = [(row["before"], row["text"]) for row in rows if row["same"]]
    other = [(row["before"], row["text"]) for row in rows if not row["same"]]
    assert len(own_case(same)) <= 1
    assert len(own_case(other)) >= len(other) / 2


@pytest.mark.django_db
def test_what_residents_of_the_history_wrote_later_stays(own_case, district):
    stories = [
        story
        for path in sorted((DEMO / "history").glob("*.json"))
        for story in json.loads(path.read_text("utf-8"))
    ]
    later = [
        (story["text"], one["text"])
        for story in stories
        for one in story["followups"]
        if not one["thanks"]
    ]
    assert len(later) > 30
    assert own_case(later) == []
