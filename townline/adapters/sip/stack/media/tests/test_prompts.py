"""Prompts become sound once; a recording wins; other words make another file."""

import shutil
import struct
from pathlib import Path

import pytest

from townline.adapters.sip.softphone.g711 import ALAW
from townline.adapters.sip.stack.media.prompts import Prompts, spell_digits

TEXTS = {"greeting": {"ko": "안녕하세요", "en": "Hello", "when": "first"}, "menu": {"ko": "메뉴"}}


def make_prompts(folder, texts=TEXTS, calls=None):
    prompts = Prompts(folder, texts, folder / "recorded")
    log = [] if calls is None else calls

    def speak(language, words, path):
        log.append((language, words))
        path.write_bytes(b"sound")

    return prompts, prompts.make(speak)


def test_each_is_spoken_once_and_again_only_when_its_words_change(tmp_path):
    calls = []
    assert make_prompts(tmp_path, calls=calls)[1] == 3
    assert sorted(calls) == [("en", "Hello"), ("ko", "메뉴"), ("ko", "안녕하세요")]
    assert make_prompts(tmp_path)[1] == 0
    changed = {**TEXTS, "menu": {"ko": "다른 메뉴"}}
    assert make_prompts(tmp_path, changed)[1] == 1


def test_a_recording_wins(tmp_path):
    own = tmp_path / "recorded" / "ko" / "greeting.wav"
    own.parent.mkdir(parents=True)
    shutil.copy(Prompts(tmp_path, {}).ringback(), own)
    prompts, count = make_prompts(tmp_path)
    assert count == 2
    assert prompts.files(["greeting", "menu"], "ko")[0] == str(own)


def test_what_could_not_be_made_is_left_out(tmp_path):
    prompts = Prompts(tmp_path, TEXTS)
    assert prompts.files(["greeting", "menu"], "ko") == []
    assert [path.name for _, path in prompts.missing()] != []


def test_real_speech_is_as_the_line_carries_it_and_loud_enough_to_be_heard(tmp_path):
    prompts = Prompts(tmp_path, {"menu": {"ko": "차를 옮겨 달라고 하시려면 일번"}})
    assert prompts.make() == 1
    data = Path(prompts.files(["menu"], "ko")[0]).read_bytes()
    kind, channels, rate = struct.unpack_from("<HHI", data, data.index(b"fmt ") + 8)
    assert (kind, channels, rate) == (6, 1, 8000)  # 6: A-law
    sound = ALAW.decoded(data[data.index(b"data") + 8 :])
    assert 1 < len(sound) / 8000 < 10
    assert max(map(abs, sound)) > 0.3
    assert [path for path in tmp_path.iterdir() if len(path.stem) != 32] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "다시 들으시려면 0번. For English, press 9.",
            "다시 들으시려면 0번. For English, press nine.",
        ),
        ("press 1 or 2", "press one or two"),
        ("1번이나 2번을 눌러 주세요.", "1번이나 2번을 눌러 주세요."),
        ("1분 안에. OK", "1분 안에. OK"),
        ("Press 10, then 2번", "Press one zero, then 2번"),
        ("1 minute", "one minute"),
    ],
)
def test_digits_within_latin_words_are_spelled(words, expected):
    assert spell_digits(words) == expected
