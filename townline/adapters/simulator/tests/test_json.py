import pytest

from townline.adapters.simulator.tests.peers import Simulator

pytestmark = pytest.mark.peer
API = "/handset/api/phones"


def test_the_phones_are_listed_with_examples_in_both_languages(simulator: Simulator):
    items = simulator.http.get(API).json()["items"]
    assert [item["number"][-4:] for item in items] == ["0001", "0002", "0003", "0004", "0005"]
    assert {item["language"] for item in items} == {"ko", "en"}
    assert all(len(item["examples"]) >= 3 for item in items)


def test_a_key_makes_sending_repeatable(simulator: Simulator):
    url = f"{API}/01000000042/texts"
    first = simulator.http.post(url, json={"body": "한 번", "key": "k-1"})
    again = simulator.http.post(url, json={"body": "한 번", "key": "k-1"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert [text["id"] for text in simulator.texts("010-0000-0042")] == [first.json()["id"]]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b"{}", 422),
        (b'{"body": 1}', 422),
        (b'{"body": "' + b"a" * 10_001 + b'"}', 422),
        (b'"' + b"a" * 300_000 + b'"', 413),
    ],
)
def test_what_cannot_be_sent_is_a_problem_and_changes_nothing(
    simulator: Simulator, content: bytes, status: int
):
    answer = simulator.http.post(
        f"{API}/010-0000-0001/texts", content=content, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert simulator.texts("010-0000-0001") == []


@pytest.mark.parametrize("number", ["010-0001-0000", "02-0000-0100", "abc"])
def test_only_unassigned_numbers_are_phones(simulator: Simulator, number: str):
    assert simulator.http.get(f"{API}/{number}/texts").status_code == 404


def test_a_lone_surrogate_becomes_a_mark(simulator: Simulator):
    simulator.http.post(
        f"{API}/010-0000-0001/texts",
        content=b'{"body": "\\ud83d!"}',
        headers={"Content-Type": "application/json"},
    ).raise_for_status()
    assert simulator.texts("010-0000-0001")[0]["body"] == "?!"
