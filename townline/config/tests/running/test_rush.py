"""A rush at the running house: hundreds at once, no gap and no double, changes are pushed."""

import asyncio
import json
import shutil

import httpx
import pytest

from townline.config.tests.running.installation import House
from townline.platform.core.paths import DEMO

ALWAYS = {"weekdays": [1, 2, 3, 4, 5, 6, 7], "opens": "00:00", "closes": "23:59", "holidays": True}
TAKES = 200


@pytest.fixture(scope="module")
def hall(house: House, tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house whose passport queue is open at every hour."""
    folder = tmp_path_factory.mktemp("district") / "handeul"
    shutil.copytree(DEMO, folder)
    file = folder / "queues.json"
    queue_data = json.loads(file.read_text())
    for queue in queue_data["queues"]:
        queue["plan"] = {"hours": ALWAYS, "visit": "PT1S", "admission": {"hashes": 0}}
    file.write_text(json.dumps(queue_data))
    done = house.command("district", "load", str(folder))
    assert done.returncode == 0, done.stderr
    # After the hours that the queue had before, its day is over: open it again by hand.
    for queue in queue_data["queues"]:
        house.command("queues", "open", queue["code"])
    return house


async def _rush(url: str) -> list[httpx.Response]:
    limits = httpx.Limits(max_connections=60)
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=60) as client:
        path = "/api/v1/queues/passport/tickets"
        return await asyncio.gather(*(client.post(path, json={}) for _ in range(TAKES)))


def test_hundreds_take_at_once_and_the_numbers_have_no_gap(hall: House) -> None:
    answers = asyncio.run(_rush(hall.url))
    assert {answer.status_code for answer in answers} == {201}
    numbers = sorted(int(answer.json()["number"]) for answer in answers)
    assert numbers == list(range(201, 201 + TAKES))
    assert len({answer.json()["token"] for answer in answers}) == TAKES
    with hall.client() as client:
        token = answers[0].json()["token"]
        assert client.get(f"/api/v1/tickets/{token}").json()["state"] == "waiting"
        snapshot = client.get("/api/v1/queues/papers").json()
        assert (snapshot["service"], snapshot["state"]) == ("papers", "open")
        refused = client.post("/api/v1/queues/passport/tickets", json={"phone": "x"})
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "phone")
        assert client.post("/api/v1/queues/nowhere/tickets", json={}).status_code == 404
        large = client.post("/api/v1/queues/passport/tickets", json={"phone": "0" * 9000})
        assert (large.status_code, large.json()["type"]) == (413, "/problems/too-large")
        assert client.get("/api/v1/queues/nowhere").json()["type"] == "/problems/unknown-queue"


def test_a_change_is_pushed_to_those_who_listen(hall: House) -> None:
    path = "/api/v1/queues/tax"
    with hall.client() as client, client.stream("GET", f"{path}/events") as stream:
        lines = stream.iter_lines()
        first = json.loads(next(line for line in lines if line.startswith("data: "))[6:])
        assert first["waiting"] == 0
        with hall.client() as other:
            assert other.post(f"{path}/tickets", json={}).status_code == 201
        pushed = json.loads(next(line for line in lines if line.startswith("data: "))[6:])
        assert pushed["waiting"] == 1


def test_the_command_lists_opens_and_closes(hall: House) -> None:
    closed = hall.command("queues", "close", "papers", "--reason", "fire drill")
    assert closed.returncode == 0, closed.stderr
    listed = hall.command("queues", "list", "--json")
    states = {each["service"]: each["state"] for each in json.loads(listed.stdout)}
    assert (states["papers"], states["passport"]) == ("closed", "open")
    assert hall.command("queues", "open", "papers").returncode == 0
    refused = hall.command("queues", "open", "nowhere")
    assert refused.returncode == 2
    assert "nowhere: There is no such queue." in refused.stderr
