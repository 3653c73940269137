"""A real identity provider on loopback names people; only those of the directory come in."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured

from townline.platform.core.history import audit
from townline.platform.departments import provider_settings
from townline.platform.departments.models import Staff

pytestmark = [pytest.mark.peer, pytest.mark.django_db]
BACK = "http://testserver/sign-in/with/office/back/"
SCRIPT = Path(__file__).with_name("provider.mjs")
type Become = Callable[..., None]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    node = shutil.which("node")
    assert node is not None
    server = subprocess.Popen(  # noqa: S603 -- our own script
        [node, str(SCRIPT), BACK], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert server.stdout is not None
    yield server.stdout.readline().strip()
    server.kill()
    server.communicate()


@pytest.fixture
def become(issuer, settings, tmp_path, monkeypatch) -> Become:
    """Give ``become(sub, **claims)``: from now on the provider says this of whoever asks."""
    secret = tmp_path / "secret"
    secret.write_text("a secret of the office\n")
    variables = {
        "TOWNLINE_OIDC_ISSUER": issuer,
        "TOWNLINE_OIDC_CLIENT_ID": "townline",
        "TOWNLINE_OIDC_CLIENT_SECRET_FILE": str(secret),
    }
    settings.SOCIALACCOUNT_PROVIDERS = provider_settings.providers(variables)
    settings.TOWNLINE_OIDC_NAME = "한들구"
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    def tell(sub: str, **claims: object) -> None:
        httpx.post(f"{issuer}/become", json={"sub": sub} | claims, trust_env=False)

    return tell


def go(client, to="/inbox/"):
    """Walk to the provider and back, as a browser does; give our last answer."""
    away = client.get("/sign-in/with/office/", {"next": to})
    with httpx.Client(trust_env=False) as browser:
        answer = browser.get(away.url)
        while not answer.headers["location"].startswith(BACK):
            answer = browser.get(httpx.URL(answer.url).join(answer.headers["location"]))
    return client.get(answer.headers["location"].removeprefix("http://testserver"))


def test_the_sign_in_page_offers_it_only_where_there_is_one(visit, become, settings):
    assert "한들구 계정으로 로그인" in visit().get("/sign-in/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "/sign-in/with/" not in visit().get("/sign-in/").content.decode()


def test_a_person_is_known_by_the_preferred_username(visit, become):
    become("s-1", preferred_username="auditor")
    client = visit()
    assert go(client).url == "/inbox/"
    assert client.get("/inbox/").status_code == 200


def test_a_person_is_known_by_a_verified_address(visit, become):
    Staff.objects.filter(username="auditor").update(email="audit@example.org")
    become("s-2", email="Audit@example.org", email_verified=True, preferred_username="x")
    client = visit()
    go(client)
    assert client.get("/inbox/").status_code == 200
    auditor = Staff.objects.get(username="auditor")
    events = [line.event for line in audit.history(f"staff:{auditor.id}")]
    assert events[-2:] == ["staff:identity:link", "staff:session:begin"]


def test_an_address_that_the_provider_has_not_verified_opens_nothing(visit, become):
    Staff.objects.filter(username="auditor").update(email="audit@example.org")
    become("s-3", email="audit@example.org", email_verified=False)
    assert go(visit()).url == "/sign-in/?problem=unknown"


def test_a_stranger_is_told_so_and_nobody_is_added(visit, become):
    before = Staff.objects.count()
    become("s-4", preferred_username="stranger", email="s@example.org", email_verified=True)
    client = visit()
    answer = go(client)
    assert "등록되지 않은 기관 계정입니다" in client.get(answer.url).content.decode()
    assert Staff.objects.count() == before


def test_who_was_sent_away_stays_away(visit, become):
    Staff.objects.filter(username="auditor").update(is_active=False)
    become("s-5", preferred_username="auditor")
    assert go(visit()).url == "/sign-in/?problem=unknown"


def test_a_name_that_went_to_somebody_else_there_opens_nothing_here(visit, become):
    become("s-6", preferred_username="auditor")
    go(visit())
    become("s-7", preferred_username="auditor")
    assert go(visit()).url == "/sign-in/?problem=unknown"
    assert SocialAccount.objects.count() == 1
    become("s-6", preferred_username="renamed")
    assert go(visit()).url == "/inbox/"


def test_our_own_second_factor_is_still_asked_for(visit, become, code):
    become("s-8", preferred_username="clerk1")
    client = visit()
    assert go(client).url == "/sign-in/second/?next=%2Finbox%2F"
    client.post("/sign-in/second/", {"code": code(), "next": "/inbox/"})
    assert client.get("/inbox/").status_code == 200


def test_a_second_factor_that_the_provider_saw_is_enough(visit, become):
    become("s-9", preferred_username="clerk2", amr=["pwd", "mfa"])
    client = visit()
    go(client)
    assert client.get("/inbox/").status_code == 200


def test_without_any_second_factor_it_is_set_up_first(visit, become):
    become("s-10", preferred_username="clerk2", amr=["pwd"])
    client = visit()
    go(client)
    assert client.get("/inbox/").url.startswith("/my/sign-in/app/")


def test_who_turns_back_at_the_provider_is_led_to_the_sign_in_page(visit, become):
    become("")
    client = visit()
    answer = go(client)
    assert answer.url == "/sign-in/?problem=provider"
    assert "기관 계정으로 로그인하지 못했습니다" in client.get(answer.url).content.decode()


def test_an_answer_nobody_asked_for_opens_nothing(visit, become):
    answer = visit().get("/sign-in/with/office/back/?code=x&state=y")
    assert answer.url == "/sign-in/?problem=provider"


def test_nobody_is_led_to_another_site(visit, become):
    become("s-11", preferred_username="auditor")
    assert go(visit(), "https://elsewhere.example/").url == "/"


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"TOWNLINE_OIDC_ISSUER": "http://id.example.org"}, "https://"),
        ({"TOWNLINE_OIDC_ISSUER": "https://id.example.org"}, "TOWNLINE_OIDC_CLIENT_ID"),
        (
            {
                "TOWNLINE_OIDC_ISSUER": "https://id.example.org",
                "TOWNLINE_OIDC_CLIENT_ID": "x",
                "TOWNLINE_OIDC_CLIENT_SECRET_FILE": "/nowhere/at/all",
            },
            "cannot be read",
        ),
    ],
)
def test_a_half_named_provider_is_said_at_the_start(variables, words):
    with pytest.raises(ImproperlyConfigured, match=words):
        provider_settings.providers(variables)
