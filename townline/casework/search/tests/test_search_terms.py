"""What is asked of the index, and what is marked, for any words whatever."""

import pytest
from django.db import connection
from hypothesis import given, strategies as st
from hypothesis.extra.django import TestCase

from townline.casework.search.rules import marks, terms


def bits(body, words=(), stems=()):
    return [bit for bit, marked in marks.snippet(body, words, stems) if marked]


@pytest.mark.parametrize(
    ("body", "stem", "marked"),
    [
        ("빨리 고쳐 주세요", "고치", ["고쳐"]),
        ("길이 더러워요", "더럽", ["더러"]),
        ("고정하고 고장 났다", "고장", ["고장"]),
        ("LED 등", "led", ["LED"]),
        ("물이 샌다", "물", ["물"]),
        ("아무것도", "고치", []),
    ],
)
def test_a_stem_is_marked_as_it_was_bent(body, stem, marked):
    assert bits(body, stems=[stem]) == marked


def test_a_long_text_is_cut_around_its_first_match():
    body = "앞말 " * 100 + "가로등 " + "뒷말 " * 100
    found = marks.snippet(body, ["가로등"])
    assert ("가로등", True) in found
    assert found[0] == found[-1] == ("…", False)
    assert len("".join(bit for bit, _ in found)) < 170


TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=80)
PIECES = st.lists(st.tuples(TEXT, st.integers(0, 80), st.integers(0, 80)), max_size=6)


@given(TEXT, st.lists(TEXT, max_size=3), st.lists(TEXT.filter(bool), max_size=3))
def test_a_snippet_says_what_the_text_says(body, expected, stems):
    found = marks.snippet(body, [word for word in expected if word], stems)
    shown = "".join(bit for bit, _ in found)
    assert shown.strip("…") in " ".join(body.split()) or "…" in body


@pytest.mark.server
class TestPostgresReadsAll(TestCase):
    """Whatever is typed or written, PostgreSQL takes it as words and never as its own language."""

    @given(q=TEXT, pieces=PIECES, full=st.booleans(), wide=st.booleans())
    def test_what_is_sought(self, q, pieces, full, wide):
        parsed = terms.parse_terms(q, pieces, full=full, wide=wide)
        if parsed.terms:
            self.read("tsquery", parsed.tsquery)

    @given(body=TEXT, pieces=PIECES, full=st.booleans())
    def test_what_is_kept(self, body, pieces, full):
        self.read("tsvector", terms.vector(body, pieces, full=full))

    def read(self, kind, written):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT %s::{kind}", [written])

    @given(word=st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20))
    def test_a_word_is_found_in_a_text_that_holds_it(self, word):
        vector = terms.vector(f"앞 {word} 뒤", [], full=False)
        parsed = terms.parse_terms(word, [], full=False, wide=False)
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [vector, parsed.tsquery])
            assert cursor.fetchone() == (True,)
