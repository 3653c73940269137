"""The providers file: what is wrong is said in lines, and nothing half-written is ever read."""

import json
import stat

import pytest

from townline.adapters.sms_http import providers
from townline.adapters.sms_http.doors import DOORS
from townline.adapters.sms_http.providers import ProvidersInvalid, parse
from townline.adapters.sms_http.tests.conftest import android, sens

GOOD = android("http://192.0.2.10:8080")


def problems(document: object) -> list[str]:
    text = document if isinstance(document, str) else json.dumps(document)
    with pytest.raises(ProvidersInvalid) as caught:
        parse(text)
    return caught.value.problems


def test_a_provider_is_read_with_what_is_usual() -> None:
    [found] = parse(json.dumps([{key: GOOD[key] for key in ("kind", "name", "settings")}]))
    assert (found.kind, found.name, found.priority) == ("android", "phone-1", 50)
    assert (found.settings["mms"], found.settings["sim"]) == ("downloaded", "")


@pytest.mark.parametrize(
    ("document", "line"),
    [
        ("[\n{,\n]", "providers.json, line 2: this is no JSON"),
        ("", "providers.json, line 1: this is no JSON"),
        ({}, "providers.json: it must be a list of providers"),
        ([1], "provider 1: it must be an object"),
        ([GOOD | {"kind": "fax"}], "provider 1 (phone-1): kind must be one of android, twilio"),
        ([GOOD | {"kind": []}], "provider 1 (phone-1): kind must be one of"),
        ([GOOD | {"name": "Phone 1"}], "provider 1: name must be 1 to 32 of a-z, 0-9 and -"),
        ([GOOD | {"priority": "1"}], "provider 1 (phone-1): priority must be a whole number"),
        ([GOOD | {"priority": True}], "provider 1 (phone-1): priority must be a whole number"),
        ([GOOD | {"colour": 1}], "provider 1: colour is not known"),
        ([GOOD, GOOD], "provider 2: the name phone-1 is taken"),
        ([GOOD | {"settings": []}], "provider 1 (phone-1): settings must be an object"),
        ([android("phone")], "provider 1 (phone-1): settings.url is not understood: the phone's"),
        ([android("http://x", colour="1")], "(phone-1): settings.colour is not known; there are:"),
        ([android("http://x", sim="4")], "settings.sim is not understood: which SIM card"),
        ([android("http://x", password=None)], "settings.password is missing: the password"),
        ([android("http://x", username=["a"])], "settings.username must be a text"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(document: object, line: str) -> None:
    found = problems(document)
    assert len(found) == 1
    assert line in found[0]


def test_all_that_is_wrong_is_said_at_once_and_no_secret_with_it() -> None:
    wrong = android("phone", signing_key="sh rt")
    found = problems([wrong, {"kind": "fax"}])
    assert len(found) == 4
    assert "sh rt" not in "\n".join(found)


def test_a_file_that_is_not_there_is_no_provider(providers_file) -> None:
    assert providers.load() == []
    assert providers.provider_named("phone-1") is None


def test_a_change_is_noticed(providers_file) -> None:
    providers_file.write_text(json.dumps([GOOD]))
    assert [each.name for each in providers.load()] == ["phone-1"]
    providers_file.write_text(json.dumps([GOOD, sens("http://127.0.0.1:9")]))
    assert [each.name for each in providers.load()] == ["phone-1", "sens"]


def test_adding_keeps_the_others_and_lets_nobody_else_read(providers_file) -> None:
    providers.add(sens("http://127.0.0.1:9"))
    providers.add(GOOD)
    providers.add(android("http://192.0.2.11:8080"))
    assert [(p.name, p.settings["url"]) for p in providers.load()] == [
        ("sens", "http://127.0.0.1:9"),
        ("phone-1", "http://192.0.2.11:8080"),
    ]
    assert stat.S_IMODE(providers_file.stat().st_mode) == 0o600
    assert [path.name for path in providers_file.parent.iterdir()] == ["providers.json"]


def test_nothing_is_added_to_a_file_that_is_wrong(providers_file) -> None:
    providers_file.write_text("[{}]")
    with pytest.raises(ProvidersInvalid):
        providers.add(GOOD)
    assert providers_file.read_text() == "[{}]"


def test_every_kind_that_is_called_checks_who_calls() -> None:
    for door in DOORS.values():
        assert (door.hook is None) == (door.verify is None)
