"""``townline search reindex`` says how far it is, and what is missing for the rest."""

from argparse import Namespace
from contextlib import nullcontext

import pytest

from townline.casework.search import api as search, commands as searching_command
from townline.platform.core.commands import CannotStart
from townline.platform.postgres import environment

pytestmark = pytest.mark.django_db


@pytest.fixture
def ten(world):
    for number in range(10):
        world.text(f"가로등 {number}번이 꺼졌어요", sender=f"010000001{number:02d}")
    return search.search_waiting()


@pytest.fixture
def reindex(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(searching_command, "ready", lambda _: nullcontext())
    monkeypatch.setattr(environment, "use_home", lambda _: tmp_path)
    monkeypatch.setenv("TOWNLINE_LANGUAGE_SOCKET", "")

    def run(*, everything=False):
        code = searching_command.command(Namespace(home=None, all=everything))
        return code, capsys.readouterr().out

    return run


def test_the_command_says_how_far_it_is(language, ten, reindex):
    code, output = reindex()
    assert code == 0
    assert f"{ten} of {ten}" in output
    assert "the index is whole" in output
    code, output = reindex(everything=True)
    assert f"{ten} of {ten}" in output


def test_the_command_says_what_is_missing_without_the_process(ten, reindex):
    with pytest.raises(CannotStart, match="no language process answers"):
        reindex()
    assert search.search_waiting() == 0
