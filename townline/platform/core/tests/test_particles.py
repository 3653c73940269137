"""A particle goes by the sound of what stands before it."""

import re

import pytest

from townline.platform.core.findings import Both
from townline.platform.core.text.particles import PAIRS, settle

# After a vowel, a consonant, ㄹ; digits; Latin letters, as they are read.
OPEN = ("한들로", "도로과", "4", "9", "창구 A", "Officer", "50%", "40cm", "5L")
CLOSED = ("공원", "3", "10", "1006", "창구 N", "Team", "3kg")
RIEUL = ("상담실", "7", "1", "창구 L")


@pytest.mark.parametrize("name", OPEN)
def test_after_a_vowel(name):
    assert settle(f"{name}을(를) {name}(으)로 {name}은(는)") == f"{name}를 {name}로 {name}는"


@pytest.mark.parametrize("name", CLOSED)
def test_after_a_consonant(name):
    assert settle(f"{name}을(를) {name}(으)로 {name}이(가)") == f"{name}을 {name}으로 {name}이"


@pytest.mark.parametrize("name", RIEUL)
def test_after_rieul(name):
    assert settle(f"{name}을(를) {name}(으)로 {name}과(와)") == f"{name}을 {name}로 {name}과"


def test_what_is_not_spoken_is_stepped_over():
    assert (
        settle("'정전'(으)로 <b>도로과</b>을(를) “3”이(가)") == "'정전'으로 <b>도로과</b>를 “3”이"
    )
    assert settle("{공원}을(를) ‘공원…’이(가)") == "{공원}을 ‘공원…’이"
    assert settle("&#x27;정전&#x27;(으)로") == "&#x27;정전&#x27;으로"


def test_a_mark_without_a_word_stays():
    assert settle("을(를)") == "을(를)"


def test_each_mark_is_settled():
    assert not re.search(r"\(", settle("".join(f"길{mark} " for mark in PAIRS)))


def test_a_finding_settles_its_own():
    assert (
        Both("read it", "keys.json을(를) 읽을 수 없습니다").korean == "keys.json을 읽을 수 없습니다"
    )
