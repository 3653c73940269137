"""A danger is found in every language with every kind of address, and ordinary texts stay quiet."""

import json
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from townline.platform.triage.places_command import ground
from townline.platform.triage.reader import embedding, model
from townline.platform.triage.reader.reading import Reader
from townline.platform.triage.rules.places import without_places
from townline.platform.triage.tests.test_reader import words

_TABLE = json.loads(Path(__file__).with_name("dangers_by_language.json").read_text("utf-8"))
_ADDRESSES = _TABLE["addresses"]
_OF_EACH = 3  # addresses for each phrase; all of them in the long test


@cache
def _reader():
    return Reader(model.load(), words, embedding.load())


@cache
def _gazetteer():
    return ground("demo")[0]


@cache  # tests ask for different things of the same texts
def _read(text):
    return _reader().read(text, without_places(text, _gazetteer()))


def _phrases(name):
    """Give (language, phrase) of a part of the table."""
    for code, phrases in _TABLE[name].items():
        for phrase in phrases.values() if isinstance(phrases, dict) else phrases:
            yield code, phrase


def _texts(name, of_each):
    for n, (code, phrase) in enumerate(_phrases(name)):
        chosen = (_ADDRESSES * 2)[n % len(_ADDRESSES) :]
        for address in islice(chosen, of_each):
            yield code, f"{phrase} {address}".strip()


def _find_missed(of_each):
    texts = [*_texts("dangers", of_each), *_texts("short", of_each)]
    return len(texts), [text for _, text in texts if not _read(text)["danger"]]


def _false(of_each):
    texts = [*_texts("calm", of_each)]
    return len(texts), [text for _, text in texts if _read(text)["danger"]]


def test_dangers_times_addresses_times_languages_raise_an_alert():
    count, missed = _find_missed(_OF_EACH)
    assert count >= 300
    assert missed == []


def test_ordinary_texts_times_addresses_raise_none():
    count, false = _false(_OF_EACH)
    assert count >= 100
    assert false == []


@pytest.mark.long  # the two tests above try each phrase with half of the addresses
def test_every_phrase_with_every_address():
    assert _find_missed(len(_ADDRESSES))[1] == []
    assert _false(len(_ADDRESSES))[1] == []


@pytest.mark.parametrize(
    "text", ["我家着火了 솔내로 18", "Cháy nhà 솔내로 18", "火事 솔내로", "火灾"]
)
def test_what_was_texted_and_missed(text):
    assert _read(text)["danger"][0] == "fire"


def test_an_address_changes_neither_the_language_nor_the_danger():
    codes = {code: set() for code, _ in _phrases("dangers")}
    for code, text in _texts("dangers", _OF_EACH):
        codes[code].add(_read(text)["language"])
    for code, found in codes.items():
        assert found == {code.split("-")[0]}, code


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("불났어요 火事", True),
        ("請問 火災 신고는 어디로 하나요", False),
        ("火災保險 안내문이 왔어요 한들동", False),
        ("Fire TV 리모컨은 어떻게 버리나요", False),
        ("消防安全教育什么时候 느티로 21", False),
        ("昨天隔壁着火了，请问怎么申请补助 느티로 21", False),
    ],
)
def test_mixed_texts_ask_both_heads(text, danger):
    assert bool(_read(text)["danger"]) is danger


def test_without_the_sense_the_words_still_call():
    reader = Reader(model.load(), words, None)
    assert reader.read("着火了 솔내로 18")["danger"][0] == "fire"


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("가로수가 쓰러질 것 같아요", True),
        ("느티로 21 앞 전봇대가 넘어지려고 해요", True),
        ("간판 떨어질듯", True),
        ("작년에 가로수가 쓰러질 것 같아서 신고했었어요", False),
        ("가로수를 심어 주세요", False),
        ("가로수 가지치기 해 주세요", False),
    ],
)
def test_what_is_about_to_fall_is_a_danger(text, danger):
    assert bool(_read(text)["danger"]) is danger
