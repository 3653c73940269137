"""Words of rules are met whole: never inside another word, by morphemes where they are known."""

import pytest

from townline.casework.classification import api
from townline.casework.classification.rules.assignment import (
    CaseWording,
    Rule,
    contains_word,
    fits,
    split_text,
    without,
)

MET = [
    ("tree", "A tree fell"),
    ("tree", "TREE!"),
    ("traffic light", "the traffic-light is out"),
    ("나무", "나무가 쓰러졌어요"),
    ("나무", "나무 쓰러짐"),
    ("나무", "나무들이 쓰러짐"),
    ("공사 소음", "밤마다 공사소음이 커요"),
    ("공사소음", "밤마다 공사 소음이 커요"),
    ("CCTV", "cctv가 꺼졌어요"),
    ("LED등", "LED 등이 나갔어요"),
]
NOT_MET = [
    ("tree", "Broken lamp on Main Street"),
    ("tree", "Trees fell"),
    ("branch", "branches everywhere"),
    ("traffic light", "traffic is light"),
    ("나무", "아이를 나무라는 어른"),
    ("공사 소음", "공사가 커요, 소음도"),
    ("가지", "여러가지가 있어요"),
    ("소음", "무소음차가 왔어요"),
]


@pytest.mark.parametrize(("word", "text"), MET)
def test_met_as_they_stand(word, text):
    assert contains_word(word, CaseWording(texts=(split_text(text),)))


@pytest.mark.parametrize(("word", "text"), NOT_MET)
def test_not_met_inside_another_word(word, text):
    assert not contains_word(word, CaseWording(texts=(split_text(text),)))


def test_morphemes_stand_side_by_side():
    rule_words = {"물이 고여요": ("물", "고이")}
    stands = CaseWording(
        texts=(split_text("길에 물이 고인다", ("길", "물", "고이")),), asked=rule_words
    )
    assert contains_word("물이 고여요", stands)
    assert not contains_word(
        "물이 고여요", CaseWording(texts=(split_text("", ("고이", "물")),), asked=rule_words)
    )


def test_names_are_cut_out_however_they_are_spaced():
    assert without("은행 나무길 14 앞 나무", ["은행나무길"]) == (
        "       14 앞 나무",
        ("은행나무길",),
    )
    assert without("Elm Tree Road", ["elmtree"])[0] == "         Road"
    assert without("helm treetop", ["elmtree"]) == ("helm treetop", ())


def rule(*words):
    return Rule(id=1, department="parks", words=words)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "text", "met"),
    [
        ("쓰러지다", "가로수가 쓰러졌어요", True),
        ("나무", "아이를 나무라는 어른이 있어요", False),
        ("tree", "Broken lamp on Main Street", False),
        ("나무", "큰나무가 쓰러졌어요", True),
    ],
)
def test_the_language_process_knows_more_forms(district, language, words, text, met):
    one = rule(words)
    assert fits(one, api.facts_of(service="", words=text, rules=[one])) is met
