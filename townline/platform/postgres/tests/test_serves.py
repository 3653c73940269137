"""What a home serves is noted without a password, and the units' file is read as systemd does."""

import json
from pathlib import Path

import pytest

from townline.platform.core.commands import CannotStart
from townline.platform.postgres import config_files, environment, serves

FILE = r"""
# A=1
 ; B=1
PLAIN=a b
SINGLE='a \ $b'
DOUBLE="a \" \$ b"
LONG=one\
two
EMPTY=
no assignment
URL=postgresql://a:b%21@h/n?x=1
"""
URL = "postgresql://townline:s3cret%21@db.example.org/town"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "DISTRICT", "HOME", "KEYS_FILE"):
        # Set first, so that what a test sets is taken back where nothing was.
        monkeypatch.setenv(f"TOWNLINE_{name}", "")
        monkeypatch.delenv(f"TOWNLINE_{name}")
    monkeypatch.setenv("TOWNLINE_CONFIG_DIR", str(tmp_path / "etc"))
    (tmp_path / "etc").mkdir()


def _write(home: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    with monkeypatch.context() as patch:
        if url:
            patch.setenv("TOWNLINE_DATABASE_URL", url)
        serves.write(home)


def test_it_holds_no_password(tmp_path, monkeypatch):
    _write(tmp_path, monkeypatch, URL)
    text = (tmp_path / "serves.json").read_text()
    assert "s3cret" not in text
    assert json.loads(text) == {
        "district": "handeul",
        "database": {"host": "db.example.org", "port": 5432, "name": "town", "user": "townline"},
    }


@pytest.mark.parametrize(
    ("noted", "named", "same"),
    [
        (URL, "postgresql://other:x@db.example.org:5432/town", True),
        ("postgresql://a@localhost/t", "postgresql://a@127.0.0.1:5432/t", True),
        (URL, "postgresql://townline@db.example.org:5433/town", False),
        (URL, "postgresql://townline@db.example.org/other", False),
        (URL, "postgresql://townline@elsewhere.example.org/town", False),
        (URL, "", False),
        ("", "", True),
        ("", URL, False),
    ],
)
def test_another_database_is_refused(tmp_path, monkeypatch, noted, named, same):
    _write(tmp_path, monkeypatch, noted)
    if named:
        monkeypatch.setenv("TOWNLINE_DATABASE_URL", named)
    if same:
        serves.check(tmp_path)
        return
    with pytest.raises(CannotStart, match=r"No other database is made|Nothing was done"):
        serves.check(tmp_path)


def test_its_own_server_is_known_by_its_socket(tmp_path, monkeypatch):
    folder = str(tmp_path / "database" / "run").replace("/", "%2F")
    _write(tmp_path, monkeypatch, f"postgresql://townline:x@{folder}/townline")
    assert json.loads((tmp_path / "serves.json").read_text())["database"] == "embedded"


def test_a_home_without_a_note_may_have_any(tmp_path):
    serves.check(tmp_path)


def test_a_damaged_note_is_said(tmp_path):
    (tmp_path / "serves.json").write_text("{")
    with pytest.raises(CannotStart, match=r"serves\.json is damaged; townline database move"):
        serves.check(tmp_path)


def test_a_file_is_read_as_systemd_reads_it():
    assert config_files.parse(FILE) == {
        "PLAIN": "a b",
        "SINGLE": "a \\ $b",
        "DOUBLE": 'a " $ b',
        "LONG": "onetwo",
        "EMPTY": "",
        "URL": "postgresql://a:b%21@h/n?x=1",
    }


def test_the_only_home_of_units_is_the_usual_one(tmp_path):
    (tmp_path / "a").mkdir()
    file = tmp_path / "etc" / "handeul.env"
    file.write_text(f"TOWNLINE_HOME={tmp_path / 'a'}\nTOWNLINE_DISTRICT=gil\n")
    assert environment.enter(None) == tmp_path / "a"
    assert serves.environment_serves(tmp_path).district == "gil"


def test_of_several_homes_one_has_to_be_named(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / "etc" / f"{name}.env").write_text(f"TOWNLINE_HOME={tmp_path / name}\n")
    with pytest.raises(CannotStart, match="name one with --home"):
        environment.enter(None)
