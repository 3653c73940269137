"""``townline person`` and ``townline retention``: what a person at the server sees."""

import io
import json
import zipfile

import pytest

from tests import pictures
from townline.casework.cases.api import WrongState
from townline.casework.data_protection import person_command
from townline.platform.conversations import api as conversations
from townline.platform.core import media
from townline.platform.core.commands import CannotStart
from townline.platform.core.models import Transition

pytestmark = pytest.mark.django_db
NUMBER = "010-0000-0042"


@pytest.fixture
def code(world):
    return world.text("길이 파였어요")


def answer_no(question):
    return False


def test_an_export_is_a_file_for_its_owner_only(code, tmp_path):
    out = tmp_path / "person.zip"
    person_command.export(number=NUMBER, reason="본인 신청", out=out)
    assert out.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(out) as packed:
        assert packed.namelist() == ["README.txt", "person.json"]
        exported = json.loads(packed.read("person.json"))
    assert exported["person"]["texts_in"][0]["body"] == "길이 파였어요"
    assert Transition.objects.get(event="resident:data:export").actor == "server"


@pytest.mark.usefixtures("shelf")
def test_photos_are_in_the_export(world, tmp_path):
    ref = media.keep(pictures.jpeg((320, 240)))
    world.deliver("여기", attachments=(ref,))
    world.route()
    conversations.photos_look(limit=10, now=world.now)
    out = tmp_path / "person.zip"
    exported = person_command.export(number=NUMBER, reason="본인 신청", out=out)
    with zipfile.ZipFile(out) as packed:
        assert packed.read(f"photos/{ref.sha256}.jpeg") == media.read(ref.sha256)
    assert exported["person"]["photos"][0]["latitude"] == pytest.approx(pictures.PLACE[0], abs=1e-4)


def test_an_export_may_be_plain_json(code, tmp_path):
    out = tmp_path / "person.json"
    person_command.export(number=NUMBER, reason="본인 신청", out=out)
    assert json.loads(out.read_bytes())["cases"][0]["code"] == code


def test_a_file_is_never_overwritten(code, tmp_path):
    out = tmp_path / "person.json"
    out.write_text("precious")
    with pytest.raises(CannotStart, match="already"):
        person_command.export(number=NUMBER, reason="본인 신청", out=out)
    assert out.read_text() == "precious"
    assert not Transition.objects.filter(event="resident:data:export").exists()


@pytest.mark.parametrize(
    ("number", "reason", "words"),
    [("010-0000-0099", "신청", "nobody"), (NUMBER, " ", "write why")],
)
def test_a_wish_that_is_refused_leaves_no_file(code, tmp_path, number, reason, words):
    out = tmp_path / "person.zip"
    with pytest.raises(CannotStart, match=words):
        person_command.export(number=number, reason=reason, out=out)
    assert not out.exists()


@pytest.mark.parametrize("given", ["0042", "", "hello"])
def test_half_a_number_is_not_taken(given):
    with pytest.raises(CannotStart, match="whole number"):
        person_command.number_of(given)


def test_a_number_may_come_on_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("010-0000-0042\n"))
    assert person_command.number_of("-") == NUMBER


def test_an_erasure_names_the_person_masked_and_asks(code, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("0041\n"))
    with pytest.raises(CannotStart, match="nothing was erased"):
        person_command.erase(
            number=NUMBER, reason="신청", force=True, sure=person_command.ask(NUMBER)
        )
    prompt = capsys.readouterr().err
    assert "010-****-0042: 2 texts, 1 cases, 1 of them open" in prompt
    assert conversations.resident_find(NUMBER) is not None


def test_an_erasure_that_was_meant_is_done(code, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("0042\n"))
    done = person_command.erase(
        number=NUMBER, reason="신청", force=True, sure=person_command.ask(NUMBER)
    )
    assert done.masked == "010-****-0042"
    assert conversations.resident_find(NUMBER) is None


def test_an_open_case_is_told(code):
    with pytest.raises(CannotStart, match=code) as raised:
        person_command.erase(number=NUMBER, reason="신청", force=False, sure=lambda _: True)
    assert isinstance(raised.value.__cause__, WrongState)
