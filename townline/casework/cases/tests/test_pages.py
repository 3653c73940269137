"""Each page opens for those it is for, and for nobody else."""

import pytest

pytestmark = pytest.mark.django_db

PAGES = {
    # An administrator is told there that the role sees no texts.
    "/inbox/": {"clerk1", "roads.officer", "roads.head", "mayor", "deputy", "auditor"},
    "/search/?q=길": {"clerk1", "roads.officer", "roads.head", "mayor", "deputy", "auditor"},
    "/mine/": {"clerk1", "roads.officer", "roads.head", "mayor", "deputy", "auditor"},
    "/my/keys/": {"clerk1", "roads.officer", "roads.head", "mayor", "deputy", "auditor", "admin"},
    "/morning/": {"mayor", "deputy"},
    "/links/": {"clerk1", "admin", "auditor"},
    "/settings/delegation/": {"mayor", "admin"},
}
EVERYBODY = ("clerk1", "roads.officer", "roads.head", "mayor", "deputy", "auditor", "admin")


@pytest.mark.parametrize("username", EVERYBODY)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_those_it_is_for(visit, world, page, username):
    world.awaiting()
    answer = visit(username).get(page)
    assert answer.status_code == (200 if username in PAGES[page] else 403)


@pytest.mark.parametrize("page", [*PAGES, "/", "/cases/H6-0001/", "/morning/H6-0001/"])
def test_a_stranger_is_asked_to_sign_in_and_comes_back(visit, page):
    answer = visit().get(page)
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/?next=%2F")


@pytest.mark.parametrize(
    ("username", "page"),
    [("clerk1", "/inbox/"), ("mayor", "/morning/"), ("deputy", "/morning/"), ("admin", "/links/")],
)
def test_each_person_begins_on_their_own_page(visit, username, page):
    assert visit(username).get("/").url == page


@pytest.mark.parametrize("username", ["clerk1", "roads.officer", "roads.head", "mayor", "auditor"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_case_opens_in_every_state_on_its_way(visit, world, username, language):
    client = visit(username, language)
    code = world.text("느티시장 앞 길이 파였어요")
    world.assign(code)
    seen = [client.get(f"/cases/{code}/")]
    world.draft(code)
    seen.append(client.get(f"/cases/{code}/"))
    world.submit(code)
    seen.append(client.get(f"/cases/{code}/"))
    world.confirm(code)
    seen.append(client.get(f"/cases/{code}/"))
    world.wait(seconds=30)
    world.send()
    seen.append(client.get(f"/cases/{code}/"))
    assert [answer.status_code for answer in seen] == [200] * 5
    assert all("느티시장 앞 길이 파였어요" in answer.content.decode() for answer in seen)


def test_a_case_of_another_department_looks_like_no_case(visit, world):
    code = world.text("청소해 주세요")
    world.assign(code, "cleaning")
    answer = visit("roads.officer").get(f"/cases/{code}/")
    assert answer.status_code == 404
    assert "청소" not in answer.content.decode()


def test_the_list_alone_is_given_to_a_script(visit, world):
    code = world.text("길이 파였어요")
    body = visit("clerk1").get("/inbox/", headers={"hx-request": "true"}).content.decode()
    assert f'id="row-{code}"' in body
    assert "<html" not in body


def test_the_filter_in_force_shows_and_an_unknown_one_is_the_usual(visit, world):
    world.awaiting()
    client = visit("clerk1")
    shown = client.get("/inbox/?view=answered").content.decode()
    assert '<summary class="chip" aria-current="true">답함 +</summary>' in shown
    usual, unknown = (client.get(f"/inbox/?view={view}") for view in ("todo", "nonsense"))
    assert '<summary class="chip">거른 조건 +</summary>' in usual.content.decode()
    assert unknown.context["filters"].view == "todo"
