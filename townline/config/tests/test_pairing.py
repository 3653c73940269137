"""Pairing a phone: the steps, a key that is shown once, and a text to try."""

import html
import json
import re
import stat

import pytest

from townline.adapters.sms_http import providers
from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit

FORM = {
    "name": "phone-1",
    "url": "http://192.0.2.10:8080",
    "username": "sms",
    "password": "the-password",
}


@pytest.fixture(autouse=True)
def file(tmp_path, settings):
    settings.TOWNLINE_PROVIDERS_FILE = tmp_path / "providers.json"
    return tmp_path / "providers.json"


def key_on(page) -> str:
    found = re.search(r'<code id="signing-key" lang="en">(.*?)</code>', page.content.decode())
    return html.unescape(found[1]) if found else ""


def test_saving_makes_a_provider_and_shows_its_key_once(visit, file) -> None:
    client = visit("admin")
    page = client.post("/links/phone/", FORM)
    assert page.status_code == 200
    [provider] = providers.load()
    assert (provider.kind, provider.name) == ("android", "phone-1")
    assert provider.settings["public_url"] == "http://testserver"
    key = key_on(page)
    assert len(key) >= 32
    assert provider.settings["signing_key"] == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "no-store" in page.headers["Cache-Control"]
    again = client.get("/links/phone/")
    assert key_on(again) == ""
    assert key not in again.content.decode()
    assert "the-password" not in page.content.decode()
    assert [line.event for line in audit.history("link:phone-1")] == ["link:phone:pair"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"url": ""}, "url"),
        ({"url": "192.0.2.10"}, "url"),
        ({"username": ""}, "username"),
        ({"password": ""}, "password"),
        ({"name": "전화기"}, "name"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(
    visit, file, change, field
) -> None:
    page = visit("admin").post("/links/phone/", FORM | change)
    assert page.status_code == 422
    assert f'<a href="#{field}">' in page.content.decode()
    assert not file.exists()
    assert key_on(page) == ""


def test_a_file_that_is_wrong_already_is_named_and_left(visit, file) -> None:
    file.write_text("[{}]")
    page = visit("admin", language="en").post("/links/phone/", FORM)
    assert page.status_code == 422
    assert "providers.json: provider 1: name must be" in html.unescape(page.content.decode())
    assert file.read_text() == "[{}]"


def test_the_name_of_another_provider_is_not_taken_from_it(visit, file) -> None:
    other = {
        "access_key": "a",
        "secret_key": "b",
        "service_id": "c",
        "from": "0200000100",
    }
    file.write_text(json.dumps([{"kind": "sens", "name": "phone-1", "settings": other}]))
    assert visit("admin").post("/links/phone/", FORM).status_code == 422
    assert providers.load()[0].kind == "sens"


def test_the_steps_tell_how_far_they_are(visit, world) -> None:
    client = visit("admin", language="en")
    client.post("/links/phone/", FORM)
    assert "It takes about ten seconds" in client.get("/links/phone/").content.decode()
    conversations.link_report(
        transport="phone-1", state="down", detail="does not answer", now=world.now
    )
    assert "does not answer" in client.get("/links/phone/").content.decode()
    conversations.link_report(transport="phone-1", state="bound", detail="", now=world.now)
    page = client.get("/links/phone/").content.decode()
    assert "The phone also knows where to report texts" in page
    assert "No text has come yet." in page
    world.deliver("시험", transport="phone-1", provider_reference="e1")
    assert "Received" in client.get("/links/phone/").content.decode()


@pytest.mark.parametrize(("username", "status"), [("clerk1", 403), ("mayor", 403), (None, 302)])
def test_only_the_administrator_pairs(visit, file, username, status) -> None:
    client = visit(username)
    assert client.get("/links/phone/").status_code == status
    client.post("/links/phone/", FORM)
    assert not file.exists()


def test_the_links_page_leads_there(visit) -> None:
    assert "/links/phone/" in visit("admin").get("/links/").content.decode()
    assert "/links/phone/" not in visit("clerk1").get("/links/").content.decode()
