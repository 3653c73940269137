"""The web process is killed while a phone sends photos: what was acknowledged is there, and what
was not comes again, whole, once.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest

from tests import homes, tables
from tests.kill.processes import processes_named
from tests.kill.test_keys_change import environment
from townline.adapters.openrosa.tests.collect import Collect, Filled, close_clients, md5
from townline.config.tests.running.installation import House
from townline.platform.core import media

pytestmark = [pytest.mark.kill]
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


@pytest.fixture
def house() -> Iterator[House]:
    with homes.home() as home:
        tables.lay(home)
        running = House(home)
        running.start()
        yield running
        close_clients()
        running.stop()


def survey(house: House) -> tuple[str, str]:
    command = [sys.executable, "-m", "tests.kill.phones"]
    process = subprocess.run(  # noqa: S603 -- our own command
        command, cwd=ROOT, env=environment(house), capture_output=True, text=True, check=True
    )
    token, home = process.stdout.split()
    return token, home


def ask(house: House, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(house.dsn(), options="-c search_path=handeul") as link:
        return link.execute(query).fetchall()


def cut_off(
    house: House, phone: Collect, xml: bytes, files: dict[str, bytes], share: float
) -> None:
    """Send a part of a request, kill who reads it, and hang up."""
    parts = [("xml_submission_file", ("data.xml", xml, "text/xml"))]
    parts += [(name, (name, body, "image/jpeg")) for name, body in files.items()]
    request = phone.http.build_request("POST", f"{phone.base}/submission", files=parts)
    body = request.read()
    headers = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
    at = urlsplit(house.url)
    with socket.create_connection((at.hostname or "", at.port or 0)) as link:
        start = f"POST {request.url.raw_path.decode()} HTTP/1.1\r\n{headers}\r\n"
        link.sendall(start.encode() + body[: int(len(body) * share)])
        time.sleep(0.05)
        for process in processes_named(house.process.pid, "web"):
            process.kill()


def until(answers: set[int], send: object) -> httpx.Response:
    """Send again and again, as a phone does, until it is taken."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            answer: httpx.Response = send()  # type: ignore[operator]
            if answer.status_code in answers:
                return answer
        except httpx.HTTPError:
            pass
        assert time.monotonic() < end
        time.sleep(0.2)


def test_a_phone_sends_again_after_each_kill_and_all_is_there_once(house: House) -> None:
    token, home = survey(house)
    phone = Collect(f"{house.url}/openrosa/{token}")
    photos = {f"{name}.jpg": name.encode() * 300_000 for name in "abc"}
    one = Filled(
        home=home, answers={"visit_result": "nobody_home", "front": "a.jpg", "back": "b.jpg"}
    )
    first = {"a.jpg": photos["a.jpg"]}
    assert until({201, 202}, lambda: phone.send(one.xml, first, more=True)).status_code == 202
    for share in (0.1, 0.7, 1.0):
        killed = len(house.pids("web"))
        cut_off(house, phone, one.xml, {"b.jpg": photos["b.jpg"]}, share)
        rows = ask(house, "SELECT f.name FROM surveys_submission_file f ORDER BY 1")
        assert ("a.jpg",) in rows, "what was acknowledged is there after each kill"
        until({200}, lambda: phone.get("formList"))
        assert len(house.pids("web")) > killed
    until({201, 202}, lambda: phone.send(one.xml, {n: photos[n] for n in ("a.jpg", "b.jpg")}))
    ((incomplete, problem),) = ask(house, "SELECT incomplete, problem FROM surveys_submission")
    assert (incomplete, problem) == (False, "")
    stored = dict(ask(house, "SELECT name, md5 FROM surveys_submission_file"))
    assert stored == {name: md5(photos[name]) for name in ("a.jpg", "b.jpg")}
    for (sha256,) in ask(house, "SELECT sha256 FROM surveys_submission_file"):
        file = house.home / "media" / "handeul" / sha256[:2] / sha256[2:4] / str(sha256)
        assert media.reference_of(file.read_bytes()).sha256 == sha256
    assert ask(house, "SELECT count(*), max(attempts_made) FROM surveys_attempt, surveys_home") == [
        (1, 1)
    ]
