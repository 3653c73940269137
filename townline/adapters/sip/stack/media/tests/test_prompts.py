"""Prompts become sound once; a recording wins; other words make another file."""

import re
import shutil
import struct
from pathlib import Path
from uuid import uuid4

import pytest

from townline.adapters.sip.softphone.g711 import ALAW
from townline.adapters.sip.stack.media.prompts import Prompts, spelled
from townline.lines.safenumbers.settings import Prompts as Words
from townline.lines.voice_menu import CallPlan, Line, Pace
from townline.lines.voice_menu.offering import choices

TEXTS = {"greeting": {"ko": "안녕하세요", "en": "Hello", "when": "first"}, "menu": {"ko": "메뉴"}}


def made(folder, texts=TEXTS, said=None):
    prompts = Prompts(folder, texts, folder / "recorded")
    log = [] if said is None else said

    def speak(language, words, path):
        log.append((language, words))
        path.write_bytes(b"sound")

    return prompts, prompts.make(speak)


def test_each_is_spoken_once_and_again_only_when_its_words_change(tmp_path):
    said = []
    assert made(tmp_path, said=said)[1] == 3
    assert sorted(said) == [("en", "Hello"), ("ko", "메뉴"), ("ko", "안녕하세요")]
    assert made(tmp_path)[1] == 0
    changed = {**TEXTS, "menu": {"ko": "다른 메뉴"}}
    assert made(tmp_path, changed)[1] == 1


def test_a_recording_wins(tmp_path):
    own = tmp_path / "recorded" / "ko" / "greeting.wav"
    own.parent.mkdir(parents=True)
    shutil.copy(Prompts(tmp_path, {}).ringback(), own)
    prompts, count = made(tmp_path)
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
    ("words", "said"),
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
def test_digits_within_latin_words_are_spelled(words, said):
    assert spelled(words) == said


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_digit_stands_within_latin_words_of_any_prompt(district, language):
    for key, words in district.part(Words).spoken().items():
        assert spelled(words[language]) == words[language], key
        assert language == "ko" or not re.search(r"\d", words["en"]), key


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_whole_menu_is_read_before_silence_connects(district, tmp_path, language):
    words = district.part(Words)
    plan = CallPlan(call_id=uuid4(), line=Line(), heard=1, menu=words.call_menu)
    parts = choices(plan)
    assert parts.index("menu_wait") == 1
    prompts = Prompts(tmp_path, {key: words.spoken()[key] for key in parts})
    prompts.make()
    assert sum(map(seconds, prompts.files(parts, language))) < Pace().menu
    assert Pace().menu + Pace().pause < 20


def seconds(file):
    """Give how long a file of A-law is: eight thousand octets a second."""
    data = Path(file).read_bytes()
    return (len(data) - data.index(b"data") - 8) / 8000
