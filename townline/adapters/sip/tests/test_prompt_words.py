"""What a district lets be said on the telephone: how digits sound, and how long the menu lasts."""

import re
from pathlib import Path
from uuid import uuid4

import pytest

from townline.adapters.sip.stack.media.prompts import Prompts, spell_digits
from townline.lines.safenumbers.settings import Prompts as Words
from townline.lines.safenumbers.voice_menu import Begins, CallPlan, DialledLine, Pace, step


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_digit_stands_within_latin_words_of_any_prompt(district, language):
    for key, words in district.part(Words).spoken().items():
        assert spell_digits(words[language]) == words[language], key
        assert language == "ko" or not re.search(r"\d", words["en"]), key


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_whole_menu_is_read_before_silence_connects(district, tmp_path, language):
    words = district.part(Words)
    plan = CallPlan(call_id=uuid4(), line=DialledLine(), menu=words.call_menu)
    parts = step(plan, Begins())[1][0].prompts
    assert parts.index("menu_wait") == 1
    prompts = Prompts(tmp_path, {key: words.spoken()[key] for key in parts})
    prompts.make()
    assert sum(map(seconds, prompts.files(parts, language))) < Pace().menu
    assert Pace().menu + Pace().pause < 20


def seconds(file):
    """Give how long a file of A-law is: eight thousand octets a second."""
    data = Path(file).read_bytes()
    return (len(data) - data.index(b"data") - 8) / 8000
