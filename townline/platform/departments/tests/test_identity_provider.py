"""A real identity provider on loopback names people; only those of the directory come in."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured

from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.departments import provider_settings
from townline.platform.departments.checks import identities
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

    def set_person(sub: str, **claims: object) -> None:
        httpx.post(f"{issuer}/become", json={"sub": sub} | claims, trust_env=False)

    return set_person


def directory_claims(username: str) -> dict[str, object]:
    """Give somebody of the directory an address; return the claims that name them."""
    address = f"{username}@example.org"
    Staff.objects.filter(username=username).update(email=address)
    return {"email": address, "email_verified": True}


def go(client, to="/inbox/"):
    """Walk to the provider and back, as a browser does; give our last answer."""
    redirect = client.get("/sign-in/with/office/", {"next": to})
    with httpx.Client(trust_env=False) as browser:
        answer = browser.get(redirect.url)
        while not answer.headers["location"].startswith(BACK):
            answer = browser.get(httpx.URL(answer.url).join(answer.headers["location"]))
    return client.get(answer.headers["location"].removeprefix("http://testserver"))


def test_the_sign_in_page_offers_it_only_where_there_is_one(visit, become, settings):
    assert "한들구 계정으로 로그인" in visit().get("/sign-in/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "/sign-in/with/" not in visit().get("/sign-in/").content.decode()


@pytest.mark.parametrize("name", ["mayor", "auditor"])
def test_a_name_that_anybody_may_choose_opens_nothing(visit, become, name):
    become("s-1", preferred_username=name)
    client = visit()
    assert go(client).url == "/sign-in/?problem=unknown"
    assert client.get("/inbox/").status_code == 302
    assert not SocialAccount.objects.exists()


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
    become("s-5", **directory_claims("auditor"))
    Staff.objects.filter(username="auditor").update(is_active=False)
    assert go(visit()).url == "/sign-in/?problem=unknown"


def test_an_address_that_went_to_somebody_else_there_opens_nothing_here(visit, become):
    become("s-6", **directory_claims("auditor"))
    go(visit())
    become("s-7", **directory_claims("auditor"))
    assert go(visit()).url == "/sign-in/?problem=unknown"
    assert SocialAccount.objects.count() == 1
    become("s-6", email="renamed@example.org")
    assert go(visit()).url == "/inbox/"


def test_our_own_second_factor_is_still_asked_for(visit, become, code):
    become("s-8", **directory_claims("clerk1"))
    client = visit()
    assert go(client).url == "/sign-in/second/?next=%2Finbox%2F"
    client.post("/sign-in/second/", {"code": code(), "next": "/inbox/"})
    assert client.get("/inbox/").status_code == 200


def test_a_second_factor_that_the_provider_saw_is_enough(visit, become):
    become("s-9", **directory_claims("clerk2"), amr=["pwd", "mfa"])
    client = visit()
    go(client)
    assert client.get("/inbox/").status_code == 200


def test_without_any_second_factor_it_is_set_up_first(visit, become):
    become("s-10", **directory_claims("clerk2"), amr=["pwd"])
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
    become("s-11", **directory_claims("auditor"))
    assert go(visit(), "https://elsewhere.example/").url == "/"


def link_for(visit, username):
    person = Staff.objects.get(username=username)
    admin = visit("admin")
    form = {"deed": "identity-link", "reason": "새 직원"}
    page = admin.post(f"/settings/people/{person.id}/", form).content.decode()
    return re.search(r'value="http://testserver(/sign-in/link/[^"]+)"', page)[1]


def bind(client, path):
    """Press the button of an administrator's link, and come back from the provider."""
    assert client.get(path).status_code == 200
    assert client.post(path).url == "/sign-in/with/office/"
    return go(client)


def test_an_administrators_link_binds_the_account_once(visit, become):
    path = link_for(visit, "auditor")
    become("s-20", preferred_username="whatever")
    client = visit()
    assert bind(client, path).url == "/inbox/"
    assert client.get("/inbox/").status_code == 200
    auditor = Staff.objects.get(username="auditor")
    assert SocialAccount.objects.get().user_id == auditor.id
    last = [line for line in audit.history(f"staff:{auditor.id}") if "identity" in line.event]
    assert [line.event for line in last] == ["staff:identity_link:give", "staff:identity:link"]
    become("s-21")
    assert visit().get(path).status_code == 404
    assert go(visit()).url == "/sign-in/?problem=unknown"
    become("s-20")
    assert go(visit()).url == "/inbox/"


def test_a_link_does_not_take_an_account_from_another(visit, become):
    become("s-22", **directory_claims("clerk2"))
    go(visit())
    path = link_for(visit, "auditor")
    assert bind(visit(), path).url == "/sign-in/?problem=unknown"
    assert SocialAccount.objects.count() == 1


def test_who_was_unlinked_goes_out_and_an_old_link_does_not_open_again(visit, become):
    path = link_for(visit, "auditor")
    become("s-23")
    client = visit()
    bind(client, path)
    auditor = Staff.objects.get(username="auditor")
    form = {"deed": "identity-unlink", "reason": "다른 사람"}
    visit("admin").post(f"/settings/people/{auditor.id}/", form)
    assert client.get("/inbox/").status_code == 302
    assert not SocialAccount.objects.exists()
    assert visit().get(path).status_code == 404
    assert go(visit()).url == "/sign-in/?problem=unknown"


def by_name(username):
    """Link somebody as earlier versions did."""
    person = Staff.objects.get(username=username)
    SocialAccount.objects.create(provider="office", uid=f"old-{username}", user=person)
    audit.record(
        audit.AuditEntry(
            subject=f"staff:{person.id}", event="staff:identity:link", actor=audit.SYSTEM,
            at=clock.now(), data={"by": "username"},
        )
    )  # fmt: skip
    return person


@pytest.mark.parametrize(("action", "left"), [("identity-confirm", 1), ("identity-unlink", 0)])
def test_accounts_linked_by_name_are_listed_until_somebody_decides(visit, become, action, left):
    mayor, auditor = by_name("mayor"), Staff.objects.get(username="auditor")
    SocialAccount.objects.create(
        provider="office", uid="fine", user=auditor, extra_data={"by": "email"}
    )
    admin = visit("admin")
    page = admin.get("/settings/people/").content.decode()
    listed = page.partition('id="unsafe"')[2].partition("</section>")[0]
    assert f"/settings/people/{mayor.id}/" in listed
    assert f"/settings/people/{auditor.id}/" not in listed
    (found,) = identities(clock.now())
    assert "mayor" in found.words
    assert 'value="identity-confirm"' in admin.get(f"/settings/people/{mayor.id}/").content.decode()
    admin.post(f"/settings/people/{mayor.id}/", {"deed": action, "reason": "확인함"})
    assert SocialAccount.objects.filter(user=mayor).count() == left
    assert 'id="unsafe"' not in admin.get("/settings/people/").content.decode()
    assert list(identities(clock.now())) == []


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
