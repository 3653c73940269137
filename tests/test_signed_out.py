"""Nobody signed in is 401, never 403, and no sign-in page where a part of a page was asked for."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from tests.site import prove
from townline.platform.departments.models import Staff
from townline.platform.web import carrying
from townline.platform.web.signing_in import _MARK

pytestmark = pytest.mark.django_db
SAMPLES = {
    "int": "1",
    "str": "x",
    "slug": "x",
    "path": "x",
    "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
}
NOTE = "현장에서 들은 말입니다."
PASSWORD = "long enough to open"


def patterns(
    found: list[URLPattern | URLResolver], before: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for one in found:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, path)
        else:
            yield path, one


def sample(kind: str) -> str:
    return SAMPLES.get(kind, "H1-0001")


def staff_paths() -> list[str]:
    """Name every address for signed-in people, with something in the place of its parts."""
    marked = [path for path, one in patterns(get_resolver().url_patterns) if _is_marked(one)]
    part = re.compile(r"<(?:(\w+):)?\w+>")
    return ["/" + part.sub(lambda found: sample(found[1] or "str"), path) for path in marked]


def _is_marked(one) -> bool:
    return getattr(one.callback, _MARK, False)


def test_there_are_many_and_all_rooms_are_among_them():
    paths = staff_paths()
    assert len(paths) > 100
    assert not [path for path in paths if "<" in path]
    for room in ("/cases/", "/desk/", "/numbers/", "/figures/", "/my/sign-in/", "/privacy/"):
        assert any(path.startswith(room) for path in paths), room


def sign_in_fault(client, path) -> str:
    """Say what is wrong with how a stranger is asked to sign in; "" for nothing."""
    script = client.get(path, headers={"HX-Request": "true"})
    form = client.post(path, {"note": NOTE})
    if {script.status_code, form.status_code} - {401, 405}:
        return f"{path}: {script.status_code}, {form.status_code}"
    if script.status_code == 401 and not client.get(path).url.startswith("/sign-in/?next="):
        return f"{path}: a link leads elsewhere"
    if script.status_code == 401 and script["Content-Type"] != "application/problem+json":
        return f"{path}: a script is not told as one"
    words = form.status_code == 405 or "다시 로그인하세요" in form.content.decode()
    return "" if words else f"{path}: a form is not told"


def test_a_stranger_is_asked_to_sign_in_everywhere(client, built_files):
    assert [wrong for path in staff_paths() if (wrong := sign_in_fault(client, path))] == []


@pytest.mark.parametrize(
    "headers",
    [{"HX-Request": "true"}, {"Accept": "application/json"}, {"Sec-Fetch-Mode": "cors"}],
)
def test_a_script_is_told_where_to_sign_in_and_to_come_back(visit, headers):
    page = "http://testserver/cases/H1-0001/?view=mine"
    response = visit().get("/inbox/", headers={"Referer": page, **headers})
    assert response.json()["sign_in"] == "/sign-in/?next=%2Fcases%2FH1-0001%2F%3Fview%3Dmine"
    foreign = visit().get("/inbox/", headers={"Referer": "http://elsewhere/x", **headers})
    assert foreign.json()["sign_in"] == "/sign-in/?next=%2F"


def test_too_few_rights_stay_403(visit):
    assert visit("auditor").get("/desk/", headers={"HX-Request": "true"}).status_code == 403


class Hidden(HTMLParser):
    """The values of a form: hidden fields, and words to be read."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.action, self._in = "", ""
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form" and given.get("action", "").startswith(("/cases/", "/settings/")):
            self.action = given["action"]
        if tag == "input" and "value" in given:
            self.values.setdefault(given["name"], given["value"])
        if tag == "textarea":
            self._in = given["name"]

    def handle_endtag(self, tag):
        self._in = ""

    def handle_data(self, data):
        if self._in:
            self.values[self._in] = self.values.get(self._in, "") + data


@pytest.fixture
def officer(world):
    """Give somebody who signs in by a password alone."""
    them = Staff.objects.get(username="roads.officer")
    them.set_password(PASSWORD)
    them.save()
    return them


@pytest.fixture
def case(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    return code


def expired_post(visit, case, data):
    """Send a form after the session timed out; give the client and the page that came."""
    client = visit()
    client.post("/sign-in/", {"username": "roads.officer", "password": PASSWORD})
    Session.objects.update(expire_date=timezone.now())
    return client, client.post(f"/cases/{case}/note", data)


def sign_in(client, page, **who):
    carried = Hidden(page.content).values.get("carried", "")
    words = {"username": "roads.officer", "password": PASSWORD} | who
    return client.post("/sign-in/", words | {"next": "/inbox/", "carried": carried})


def notes(world, case):
    return [note.body for note in world.case(case).notes]


def test_what_was_written_without_a_script_is_given_back_after_signing_in(
    visit, world, case, officer
):
    client, page = expired_post(visit, case, {"body": NOTE})
    assert NOTE not in page.content.decode()
    back = Hidden(sign_in(client, page).content)
    assert (back.action, back.values["body"]) == (f"/cases/{case}/note", NOTE)
    assert notes(world, case) == []
    prove(client, world.now)
    client.post(back.action, back.values)
    assert notes(world, case) == [NOTE]


def test_a_wrong_password_loses_nothing(visit, case, officer):
    client, page = expired_post(visit, case, {"body": NOTE})
    again = sign_in(client, page, password="wrong")
    assert Hidden(sign_in(client, again).content).values["body"] == NOTE


def test_another_person_is_not_given_what_somebody_wrote(visit, case, officer):
    other = Staff.objects.get(username="auditor")
    other.set_password(PASSWORD)
    other.save()
    client, page = expired_post(visit, case, {"body": NOTE})
    assert sign_in(client, page, username="auditor").url == "/inbox/"


def test_a_second_factor_carries_it_on(visit, case, world):
    from townline.platform.departments import api, one_time

    clerk, secret = Staff.objects.get(username="clerk1"), one_time.new_secret()
    clerk.set_password(PASSWORD)
    clerk.save()
    world.wait(hours=-1)
    shown = one_time.code_of(secret, one_time.step_of(world.now))
    actor = api.viewer_of(clerk).actor
    api.app_add(staff=clerk, secret=secret, code=shown, actor=actor, now=world.now)
    world.wait(hours=1)
    client = visit("clerk1")
    Session.objects.update(expire_date=timezone.now())
    page = client.post(f"/cases/{case}/note", {"body": NOTE})
    second = Hidden(sign_in(client, page, username="clerk1").content).values
    code = one_time.code_of(secret, one_time.step_of(world.now))
    back = client.post("/sign-in/second/", second | {"code": code})
    assert Hidden(back.content).values["body"] == NOTE


def test_only_what_this_house_sealed_is_given_back(visit, case, officer):
    client, page = expired_post(visit, case, {"body": NOTE})
    carried = Hidden(page.content).values["carried"]
    for wrong in ("", "x", carried[:-8] + "AAAAAAAA"):
        words = {"username": "roads.officer", "password": PASSWORD, "carried": wrong}
        assert client.post("/sign-in/", words).status_code == 302
        client.post("/sign-out/")


def test_too_much_is_not_carried_and_a_press_alone_is_not_either(visit, case, officer):
    for data in ({"body": "글 " * carrying.LIMIT}, {"do": "submit", "hash": "ab12"}):
        _, page = expired_post(visit, case, data)
        assert page.status_code == 401
        assert "carried" not in Hidden(page.content).values


def test_passwords_are_never_carried(visit, world):
    client = visit()
    page = client.post("/my/sign-in/password/", {"old": "옛 비밀", "password": "새 비밀"})
    assert page.status_code == 401
    assert "carried" not in Hidden(page.content).values


def strict(visit, username):
    """Give a client whose forms must show their token, as a browser's."""
    found = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin"})
    found.cookies = visit(username).cookies if username else visit().cookies
    return found


def test_a_form_from_before_another_sign_in_keeps_its_words(visit, world, case):
    client = strict(visit, "roads.officer")
    page = client.post(f"/cases/{case}/note", {"body": NOTE})
    assert page.status_code == 403
    back = Hidden(page.content)
    assert (back.action, back.values["body"]) == (f"/cases/{case}/note", NOTE)
    client.post(back.action, back.values)
    assert notes(world, case) == [NOTE]


def test_another_site_is_given_nothing(visit, case):
    client = strict(visit, "roads.officer")
    page = client.post(
        f"/cases/{case}/note", {"body": NOTE}, headers={"sec-fetch-site": "cross-site"}
    )
    assert page.status_code == 403
    assert NOTE not in page.content.decode()


def test_without_any_cookie_a_form_leads_to_the_sign_in(visit, case, officer):
    client = strict(visit, None)
    page = client.post(f"/cases/{case}/note", {"body": NOTE})
    assert page.status_code == 401
    token = Hidden(page.content).values["csrfmiddlewaretoken"]
    carried = Hidden(page.content).values["carried"]
    words = {"username": "roads.officer", "password": PASSWORD, "carried": carried}
    back = client.post("/sign-in/", words | {"csrfmiddlewaretoken": token})
    assert Hidden(back.content).values["body"] == NOTE


def test_a_script_is_told_that_its_form_is_too_old(visit, case):
    response = strict(visit, "roads.officer").post(
        f"/cases/{case}/note", {"body": NOTE}, headers={"Accept": "application/json"}
    )
    assert (response.status_code, response.json()["type"]) == (403, "/problems/form-too-old")


def test_the_api_says_401_when_a_session_has_ended_and_403_for_too_few_rights(visit, world, case):
    client = visit("auditor")
    prove(client, world.now)
    weak = client.post(
        f"/api/v1/cases/{case}/assign", {"department": "roads"}, content_type="application/json"
    )
    Session.objects.update(expire_date=timezone.now())
    gone = client.get("/api/v1/me")
    assert (weak.status_code, gone.status_code) == (403, 401)
    assert gone["Content-Type"] == "application/problem+json"
    assert gone.json()["type"] == "/problems/unauthenticated"
