"""Only the page itself, or a script that is no browser, may change anything."""

import pytest

from townline.adapters.simulator.tests.peers import Simulator

pytestmark = pytest.mark.peer
FORM = "/handset/phones/neuti/texts"
API = "/handset/api/phones/010-0000-0001/texts"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
        {"Origin": "http://elsewhere.invalid"},
        {"Origin": "null"},
        {},
    ],
)
def test_a_form_from_elsewhere_is_refused(simulator: Simulator, headers: dict[str, str]):
    answer = simulator.http.post(FORM, data={"body": "몰래"}, headers=headers)
    assert answer.status_code == 403
    assert "이 화면에서 보낸 것이 아니어서" in answer.text
    assert simulator.texts("010-0000-0001") == []


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}]
)
def test_a_form_of_the_page_is_taken(simulator: Simulator, headers: dict[str, str]):
    assert simulator.http.post(FORM, data={"body": "네"}, headers=headers).status_code == 303


def test_json_from_another_page_is_refused(simulator: Simulator):
    answer = simulator.http.post(API, json={"body": "몰래"}, headers={"Origin": "http://a.invalid"})
    assert answer.status_code == 403


def test_an_unknown_host_is_refused(simulator: Simulator):
    answer = simulator.http.get("/handset/", headers={"Host": "elsewhere.invalid"})
    assert answer.status_code == 400
