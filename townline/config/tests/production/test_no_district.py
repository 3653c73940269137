"""An office that was prepared and has no district yet says so, and waits for one."""

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator

import httpx
import pytest

from townline.config.tests.production.office import Office, office
from townline.config.tests.running.installation import free_port
from townline.platform.core.paths import DEMO

pytestmark = pytest.mark.peer


@pytest.fixture
def empty() -> Iterator[Office]:
    with office() as made:
        made.deploy("--port", str(free_port()))
        done = made.command("prepare")
        assert done.returncode == 0, done.stderr
        yield made


@contextlib.contextmanager
def _run_units(office: Office, *names: str) -> Iterator[str]:
    processes = []
    for name in names:
        command, variables = office.unit(f"townline-{name}.service")
        with (office.folder / f"{name}.log").open("ab") as log:
            processes.append(
                subprocess.Popen(  # noqa: S603 -- what the unit says
                    command, env=office.environment() | variables, stdout=log, stderr=log,
                    cwd="/", start_new_session=True, **office.become,
                )
            )  # fmt: skip
    try:
        yield f"http://127.0.0.1:{variables['TOWNLINE_PORT']}"
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(60)


def _until(client: httpx.Client, path: str, status: int, log: Office) -> httpx.Response:
    end = time.monotonic() + 300
    while True:
        with contextlib.suppress(httpx.HTTPError):
            answer = client.get(path)
            if answer.status_code == status:
                return answer
        words = "".join(each.read_text() for each in log.folder.glob("*.log"))
        assert time.monotonic() < end, words
        time.sleep(0.3)


def test_pages_name_the_command_until_a_district_is_loaded(empty: Office) -> None:
    assert empty.ask("SELECT count(*) FROM core_district") == [(0,)]
    with (
        _run_units(empty, "web", "texts", "worker", "live") as url,
        httpx.Client(base_url=url, trust_env=False, timeout=30) as client,
    ):
        page = _until(client, "/sign-in/", 503, empty)
        assert "자치구 설정이 아직 없습니다" in page.text
        assert "townline district load" in page.text
        assert page.headers["retry-after"]
        english = client.get("/", headers={"Accept-Language": "en"})
        assert english.status_code == 503
        assert "No district is loaded yet" in english.text
        problem = client.get("/api/v1/cases")
        assert (problem.status_code, problem.json()["type"]) == (503, "/problems/no-district")
        assert problem.headers["content-type"] == "application/problem+json"
        assert _until(client, "/readyz", 200, empty)
        done = empty.command("district", "load", str(DEMO))
        assert done.returncode == 0, done.stderr
        assert _until(client, "/sign-in/", 200, empty)
        words = "".join(each.read_text() for each in empty.folder.glob("*.log"))
        assert "Traceback" not in words
        assert "no district is loaded: run townline district load FOLDER; waiting for one" in words
    with socket.socket() as probe:
        # Connections that were closed a moment ago take nothing; a process that listens does.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", int(url.rpartition(":")[2])))
