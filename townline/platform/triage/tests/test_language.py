"""The language process is asked, and never missed: gone, silent or confused, texts are split."""

import importlib.util
import json

import pytest

from tests.language import begin
from townline.platform.triage import api, process, rules
from townline.platform.triage.tests.answering import serving

WORDS = ["가로등이 고장났습니다. 고쳐 주세요"]


def forms(understood):
    return [piece.form for piece in understood.pieces[0]]


@pytest.fixture
def place(tmp_path, settings):
    settings.TOWNLINE_LANGUAGE_SOCKET = str(tmp_path / "l.sock")
    api.rest_end()
    yield tmp_path / "l.sock"
    api.rest_end()


def test_pieces_say_where_they_stand(language):
    understood = api.understand(WORDS)
    assert understood.full
    text = WORDS[0]
    found = {piece.form: text[piece.start : piece.end] for piece in understood.pieces[0]}
    assert found["가로등"] == "가로등"
    assert found["고치"] == "고쳐"
    assert api.tokens("Street 가로등을") == ("street", "가로등")


def test_without_a_process_words_stay_as_they_stand(place):
    understood = api.understand(WORDS)
    assert not understood.full
    assert forms(understood) == ["가로등이", "고장났습니다", "고쳐", "주세요"]


def test_a_killed_process_is_done_without_until_it_is_back(place):
    if importlib.util.find_spec("kiwipiepy") is None:
        pytest.skip("kiwipiepy is not installed")
    first = begin(place)
    assert api.understand(WORDS).full
    first.kill()
    first.wait()
    assert not api.understand(WORDS).full
    second = begin(place)
    try:
        api.rest_end()
        assert api.understand(WORDS).full
    finally:
        second.terminate()
        assert second.wait(10) == 0


def test_a_silent_process_is_waited_for_once_and_then_left_alone(place):
    with serving(place, None) as connections:
        for _ in range(20):
            assert not api.understand(WORDS, patience=0.1).full
    assert len(connections) == 1


@pytest.mark.parametrize(
    "answer",
    [b"", b"nonsense\n", b"{}\n", b'{"pieces": []}\n', b'{"pieces": [[1]]}\n', b"[]\n", b"half"],
)
def test_a_confused_process_is_not_believed(place, answer):
    with serving(place, answer):
        assert not api.understand(WORDS).full


def test_the_process_answers_what_it_was_asked():
    def analyse(texts):
        return [[(text, 0, len(text))] for text in texts]

    line = process._answer({"texts": ["가", "나"]}, analyse)
    assert json.loads(line) == {"pieces": [[["가", 0, 1]], [["나", 0, 1]]]}
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1


@pytest.mark.parametrize(
    ("form", "tag", "stems"),
    [
        ("가로등", "NNG", True),
        ("한들", "NNP", True),
        ("고치", "VV", True),
        ("덥", "VA-I", True),
        ("led", "SL", True),
        ("이", "JKS", False),
        ("하", "VV", False),
        ("습니다", "EF", False),
        ("것", "NNB", False),
        (".", "SF", False),
        ("010-0000-1234", "W_SERIAL", False),
    ],
)
def test_what_carries_meaning(form, tag, stems):
    assert rules.carries(form, tag) is stems
