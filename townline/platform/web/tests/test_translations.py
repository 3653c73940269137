"""Every word for people is Korean in the source and has its English."""

import re

import pytest
from django.template.base import Lexer, TokenType

from townline.platform.web.tests import translations

_COMMENT = re.compile(r"{#.*?#}", re.S)
_FIELDS = re.compile(r"%\(\w+\)[sd0-9]*|%%\w")


@pytest.mark.parametrize("room", translations.rooms())
def test_every_message_of_a_room_has_its_english(room):
    wanted, catalog = translations.message_ids(room), translations.catalog(room)
    assert sorted(m for m in wanted if not all(catalog.get(m, ("",)))) == []


@pytest.mark.parametrize("room", translations.rooms())
def test_no_message_is_kept_that_nothing_asks_for(room):
    assert sorted(set(translations.catalog(room)) - translations.message_ids(room)) == []


@pytest.mark.parametrize("room", translations.rooms())
def test_the_english_has_the_same_fields(room):
    for korean, english in translations.catalog(room).items():
        for words in english:
            assert sorted(map(_plain, _FIELDS.findall(korean))) == sorted(
                map(_plain, _FIELDS.findall(words))
            ), korean


def _plain(field: str) -> str:
    return re.sub(r"[sd0-9]+$", "", field)


@pytest.mark.parametrize("path", translations.templates(), ids=lambda p: p.name)
def test_no_korean_stands_outside_translations(path):
    source = _COMMENT.sub("", path.read_text())
    inside = False
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type is TokenType.BLOCK:
            inside = name in {"blocktranslate", "plural"} or (
                inside and name != "endblocktranslate"
            )
            assert name in {"translate", "blocktranslate", "plural"} or not _hangul(token.contents)
        elif not inside:
            assert not _hangul(token.contents), token.contents


def _hangul(words: str) -> bool:
    return bool(translations.HANGUL.search(words))
