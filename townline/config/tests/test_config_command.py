"""``townline config``: settings are shown without secrets, checked, changed and converted."""

import re

import pytest

from townline.config import cli
from townline.config.checks.serving import configuration
from townline.platform.postgres.configuration import document
from townline.platform.postgres.configuration.schema import BY_VARIABLE


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in BY_VARIABLE:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("TOWNLINE_CONFIG_DIR", str(tmp_path / "etc"))
    monkeypatch.delenv("TOWNLINE_SUPERVISED", raising=False)
    made = tmp_path / "home"
    made.mkdir()
    return made


def config(home, *words):
    return cli.main(["config", words[0], "--home", str(home), *words[1:]])


def test_what_is_set_is_shown_and_secrets_are_not(home, capsys, monkeypatch):
    assert config(home, "set", "database.url", "postgresql://a:hidden@h/n") == 0
    assert (home / "townline.toml").stat().st_mode & 0o777 == 0o640
    monkeypatch.setenv("TOWNLINE_PORT", "9001")
    assert config(home, "show") == 0
    shown = capsys.readouterr().out
    assert "hidden" not in shown
    assert "database.url = postgresql://a:***@h/n  # file" in shown
    assert "web.port = 9001  # environment (TOWNLINE_PORT)" in shown
    assert "district = handeul  # default" in shown
    assert config(home, "check") == 0
    assert next(iter(configuration(home))).level == "ok"


def test_what_cannot_be_set_changes_nothing(home, capsys):
    for words in (("web.port", "many"), ("web.prot", "1"), ("line.number",), ()):
        assert config(home, "set", *words) == 2
    assert "is web.port meant?" in capsys.readouterr().err
    assert not (home / "townline.toml").exists()


def test_a_mistake_is_checked_before_and_while_the_file_is_in_use(home, capsys):
    file = home / "townline.toml"
    file.write_text("[web]\nport = 0\n")
    assert config(home, "check") == 1
    assert f"{file}: line 2: web.port: must be" in capsys.readouterr().out
    assert config(home, "set", "line.number", "1") == 2
    assert config(home, "set", "web.port", "9000") == 0
    assert config(home, "check", str(file)) == 0
    assert "level" not in capsys.readouterr().err


def test_a_file_of_an_earlier_version_is_converted(home, capsys, monkeypatch, tmp_path):
    folder = tmp_path / "etc"
    folder.mkdir()
    old = folder / "handeul.env"
    old.write_text(
        f"TOWNLINE_HOME={home}\nTOWNLINE_HOSTS=a.example.org,127.0.0.1\n"
        "TOWNLINE_PHOTO_BYTES=1000\nTOWNLINE_LINE_NUMBER=\nHTTPS_PROXY=http://p:1\n"
    )
    assert config(home, "check") == 1
    assert next(iter(configuration(home))).level == "warn"
    assert cli.main(["config", "set", "--from", str(old)]) == 0
    words = capsys.readouterr().out
    assert "HTTPS_PROXY has no setting" in words
    assert "deploy-config" in words
    found = document.read(folder / "handeul.toml")
    assert found.problems == []
    assert found.values == {
        "home": str(home),
        "web.hosts": ["a.example.org", "127.0.0.1"],
        "media.photo_bytes": 1000,
    }
    assert cli.main(["config", "set", "--from", str(old)]) == 2
    assert "is not overwritten" in capsys.readouterr().err
    assert [each.level for each in configuration(home)] == ["warn"]
    old.unlink()
    assert [each.level for each in configuration(home)] == ["ok"]


def test_the_version_names_release_and_commit(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert re.fullmatch(r"townline \d+\.\d+\.\d+\S*( \([0-9a-f]{7,}\))?\n", capsys.readouterr().out)
