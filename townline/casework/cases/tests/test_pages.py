"""Each page opens for those it is for, and for nobody else."""

import re
from functools import partial

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


def test_a_page_opens_for_those_it_is_for(visit, world):
    world.awaiting()
    clients = {username: visit(username) for username in EVERYBODY}
    for page, its in PAGES.items():
        statuses = {name: client.get(page).status_code for name, client in clients.items()}
        assert statuses == {name: 200 if name in its else 403 for name in EVERYBODY}, page


@pytest.mark.parametrize("page", [*PAGES, "/", "/cases/H6-0001/", "/morning/H6-0001/"])
def test_a_stranger_is_asked_to_sign_in_and_comes_back(visit, page):
    answer = visit().get(page)
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/?next=%2F")


def test_a_case_opens_in_every_state_on_its_way(visit, world):
    names = {
        "clerk1": "ko",
        "roads.officer": "en",
        "roads.head": "ko",
        "mayor": "en",
        "auditor": "ko",
    }
    clients = [visit(name, language) for name, language in names.items()]
    code = world.text("느티시장 앞 길이 파였어요")

    def send_texts():
        world.wait(seconds=30)
        world.send()

    steps = (world.assign, world.draft, world.submit, world.confirm)
    for step in (*(partial(step, code) for step in steps), send_texts):
        step()
        for client in clients:
            answer = client.get(f"/cases/{code}/")
            assert answer.status_code == 200
            assert "느티시장 앞 길이 파였어요" in answer.content.decode()


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
    assert re.search(
        r'<summary class="chip" aria-current="true">\s*답변 완료 \+\s*</summary>', shown
    )
    usual, unknown = (client.get(f"/inbox/?view={view}") for view in ("todo", "nonsense"))
    assert re.search(r'<summary class="chip">\s*필터 \+\s*</summary>', usual.content.decode())
    assert unknown.context["filters"].view == "todo"


def test_the_list_names_dongs_in_the_readers_language(visit, world):
    world.text("느티시장 앞 길이 파였어요")
    pages = {lang: visit("clerk1", lang).get("/inbox/").content.decode() for lang in ("ko", "en")}
    assert "느티동 · <span" in pages["ko"]
    assert "Neuti-dong · <span" in pages["en"]
    assert re.search(r'<option value="느티동">\s*Neuti-dong\s*</option>', pages["en"])
