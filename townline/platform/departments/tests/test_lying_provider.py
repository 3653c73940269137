"""What an identity provider says is believed only where all of it agrees."""

from collections.abc import Iterator

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount

from townline.platform.departments import provider_settings
from townline.platform.departments.models import Staff
from townline.platform.departments.tests.lying_provider import CLIENT, FalseClaims, Lying, serving

pytestmark = [pytest.mark.peer, pytest.mark.django_db]
ADDRESS = "audit@example.org"
VERIFIED = {"email": ADDRESS, "email_verified": True}


@pytest.fixture
def provider(settings, tmp_path, monkeypatch) -> Iterator[Lying]:
    secret = tmp_path / "secret"
    secret.write_text("a secret of the office")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    Staff.objects.filter(username="auditor").update(email=ADDRESS)
    with serving(Lying()) as made:
        variables = {
            "TOWNLINE_OIDC_ISSUER": made.url,
            "TOWNLINE_OIDC_CLIENT_ID": CLIENT,
            "TOWNLINE_OIDC_CLIENT_SECRET_FILE": str(secret),
        }
        settings.SOCIALACCOUNT_PROVIDERS = provider_settings.providers(variables)
        settings.TOWNLINE_OIDC_NAME = "한들구"
        made.person = {"sub": "s-1"} | VERIFIED
        yield made


def go(client):
    """Walk to the provider and back; give where our last answer leads."""
    redirect = client.get("/sign-in/with/office/", {"next": "/inbox/"})
    if redirect.url.startswith("/"):
        return redirect.url
    with httpx.Client(trust_env=False) as browser:
        back = browser.get(redirect.url).headers["location"]
    return client.get(back.removeprefix("http://testserver")).url


def inside(client):
    return client.get("/inbox/").status_code == 200


def test_an_honest_one_opens(visit, provider):
    client = visit()
    assert go(client) == "/inbox/"
    assert inside(client)


_FAILED, _UNKNOWN = "/sign-in/?problem=provider", "/sign-in/?problem=unknown"
ELSEWHERE = "https://elsewhere.example"
FALSE_CLAIMS = {
    "the issuer it publishes": FalseClaims(metadata={"issuer": ELSEWHERE}),
    "the issuer it publishes and signs": FalseClaims(
        metadata={"issuer": ELSEWHERE}, token={"iss": ELSEWHERE}
    ),
    "the issuer of the token": FalseClaims(token={"iss": ELSEWHERE}),
    "the audience": FalseClaims(token={"aud": "another"}),
    "for whom it was made": FalseClaims(token={"aud": [CLIENT, "another"], "azp": "another"}),
    "the nonce": FalseClaims(token={"nonce": "x" * 32}),
    "no nonce": FalseClaims(token={"nonce": None}),
    "the end of the token": FalseClaims(token={"exp": 1_700_000_000}),
    "no end of the token": FalseClaims(token={"exp": None}),
    "nobody": FalseClaims(token={"sub": ""}, userinfo={"sub": ""}),
    "a number": FalseClaims(token={"sub": 7}, userinfo={"sub": 7}),
    "somebody else on its page": FalseClaims(userinfo={"sub": "s-2"}),
    "nobody on its page": FalseClaims(userinfo={"sub": None}),
    "the signature": FalseClaims(sign="another"),
    "no signature": FalseClaims(sign="unsigned"),
    "a shared secret": FalseClaims(sign="shared"),
    "no token": FalseClaims(sign="none"),
}


@pytest.mark.parametrize("lie", FALSE_CLAIMS)
def test_a_lie_opens_nothing(visit, provider, lie):
    client, provider.lies = visit(), FALSE_CLAIMS[lie]
    assert go(client) == _FAILED
    assert not inside(client)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "claims",
    [
        FalseClaims(userinfo={"email_verified": False}),
        FalseClaims(userinfo={"email_verified": "true"}),
        FalseClaims(userinfo={"email_verified": None}),
        FalseClaims(userinfo={"email_verified": None, "preferred_username": "auditor"}),
        FalseClaims(userinfo={"email": "x@example.org", "preferred_username": "mayor"}),
        # One answer calls an address verified, the other names another.
        FalseClaims(
            token={"email": "x@example.org", "email_verified": True},
            userinfo={"email": ADDRESS, "email_verified": None},
        ),
    ],
)
def test_nobody_is_known_by_what_is_not_verified(visit, provider, claims):
    client, provider.lies = visit(), claims
    assert go(client) == _UNKNOWN
    assert not inside(client)
    assert not SocialAccount.objects.exists()


def test_a_provider_that_is_gone_is_said_on_the_sign_in_page(visit, provider, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://127.0.0.1:1"
    assert go(visit()) == _FAILED


def test_a_nonce_is_of_one_sign_in(visit, provider):
    client = visit()
    nonces = [httpx.URL(client.get("/sign-in/with/office/").url).params["nonce"] for _ in range(2)]
    assert len(set(nonces)) == 2
    assert min(map(len, nonces)) >= 22
