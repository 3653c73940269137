"""``townline queues questions`` prints what is asked, to be read over."""

from argparse import Namespace
from contextlib import nullcontext

import pytest

from townline.lines.queues import commands

pytestmark = pytest.mark.django_db


def test_what_is_asked_is_printed_in_words(district, monkeypatch, capsys):
    monkeypatch.setattr(commands, "ready", lambda _options: nullcontext())
    assert commands.queues(Namespace(action="questions", service="")) == 0
    output_lines = capsys.readouterr().out.splitlines()
    assert output_lines[0] == "test, version 1: 감염병 검사 문진"
    assert "  age (integer, required): 나이가 어떻게 되시나요? / How old are you?" in output_lines
    assert "      asked if ${consent} = 'yes'" in output_lines
    assert "      fever: 열 / Fever" in output_lines
    assert any(
        "allowed if . <= today(), else: 오늘이나 지난 날짜를" in line for line in output_lines
    )
