"""An installation without ``townline/training`` runs; who needs it reads so."""

import sys

import pytest

from townline.config import cli


class _LeftOut:
    """Finds no module of the folder, as on a disk where it is not."""

    def find_spec(self, name, path=None, target=None):
        if name == "townline.training" or name.startswith("townline.training."):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


@pytest.fixture
def left_out(monkeypatch):
    for name in [name for name in sys.modules if name.startswith("townline.training")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("townline.training", raising=False)
    monkeypatch.setattr(sys, "meta_path", [_LeftOut(), *sys.meta_path])


@pytest.mark.parametrize(
    "words", [["train"], ["evaluate", "file.jsonl"], ["evaluate-duplicates", "file.jsonl"]]
)
def test_commands_that_need_it_name_what_is_missing(left_out, capsys, words):
    assert cli.main(["triage", *words]) == 2
    assert "this installation has no townline/training" in capsys.readouterr().err


def test_no_other_command_needs_it(left_out, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["triage", "read-again", "--help"])
    assert ended.value.code == 0
