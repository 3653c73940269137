"""Prompts become sound once; a recording wins; other words make another file."""

import shutil
import wave

from townline.adapters.sip.media.joining import together
from townline.adapters.sip.media.prompts import Prompts

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


def test_real_speech_is_eight_kilohertz_and_loud_enough_to_be_heard(tmp_path):
    prompts = Prompts(tmp_path, {"menu": {"ko": "차를 옮겨 달라고 하시려면 일번"}})
    assert prompts.make() == 1
    with wave.open(prompts.files(["menu"], "ko")[0]) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (8000, 1, 2)
        assert 1 < file.getnframes() / 8000 < 10
        samples = memoryview(file.readframes(80_000)).cast("h")
    assert max(map(abs, samples)) > 10_000
    assert [path for path in tmp_path.iterdir() if len(path.stem) != 32] == []


def test_several_are_said_from_one_file_each_beginning_with_a_packet(tmp_path):
    for name, count in (("a", 250), ("b", 320)):
        with wave.open(str(tmp_path / f"{name}.wav"), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes(name.encode() * 2 * count)
    files = [tmp_path / "a.wav", tmp_path / "b.wav"]
    (one,) = together(tmp_path / "together", files)
    with wave.open(str(one)) as file:
        assert file.readframes(999) == b"a" * 500 + bytes(140) + b"b" * 640
    assert together(tmp_path / "together", files) == [one]
    assert together(tmp_path / "together", files[:1]) == files[:1]


def test_what_does_not_fit_together_is_said_one_after_the_other(tmp_path):
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", ""))
        file.writeframes(bytes(640))
    (tmp_path / "b.wav").write_bytes(b"no sound")
    files = [tmp_path / "a.wav", tmp_path / "b.wav"]
    assert together(tmp_path, files) == files
