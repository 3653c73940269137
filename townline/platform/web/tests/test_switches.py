"""Language, brightness and keys are one press away and are remembered."""

import pytest
from django.contrib.auth import get_user_model

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "language"), [("en-GB,en;q=0.9", "en"), ("ko-KR", "ko"), ("fr", "ko"), ("", "ko")]
)
def test_a_stranger_is_met_in_the_browsers_language(
    built_files, district, client, accepted, language
):
    answer = client.get("/sign-in/", headers={"accept-language": accepted})
    assert f'<html lang="{language}"' in answer.content.decode()
    assert answer.headers["Content-Language"] == language


def test_the_language_switch_is_kept_as_the_persons_own(visit):
    client = visit("clerk1")
    client.post("/language/", {"language": "en", "next": "/mine/"})
    assert "My work" in client.get("/mine/").content.decode()
    assert get_user_model().objects.get(username="clerk1").language == "en"


def test_an_unknown_language_changes_nothing(visit):
    client = visit("clerk1")
    client.post("/language/", {"language": "xx"})
    assert '<html lang="ko"' in client.get("/mine/").content.decode()


@pytest.mark.parametrize(
    ("mode", "attribute"),
    [
        ("dark", ' data-krds-mode="high-contrast"'),
        ("system", ' data-krds-mode="theme"'),
        ("light", ""),
    ],
)
def test_brightness_is_written_by_the_server(visit, mode, attribute):
    client = visit("clerk1")
    client.post("/appearance/", {"mode": mode})
    assert f'<html lang="ko"{attribute}>' in client.get("/mine/").content.decode()


def test_single_keys_can_be_turned_off(visit):
    client = visit("clerk1")
    assert 'data-single-keys="on"' in client.get("/mine/").content.decode()
    client.post("/my/keys/save", {"keys": "off"})
    assert 'data-single-keys="off"' in client.get("/mine/").content.decode()


def test_a_switch_never_leads_to_another_site(visit):
    client = visit("clerk1")
    assert client.post("/appearance/", {"mode": "dark", "next": "//elsewhere.example"}).url == "/"
