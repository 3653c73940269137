"""A database that is frozen (SIGSTOP, a disk that hangs): what watches the server is answered."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from townline.config.tests.running.installation import House
from townline.platform.postgres import EmbeddedPostgres, embedded

pytestmark = pytest.mark.kill
# Half of what a watcher waits: without an answer from memory nothing comes for 20 s.
PATIENCE = 5


@contextmanager
def frozen(house: House) -> Iterator[None]:
    pids = embedded.server_processes(EmbeddedPostgres(house.home).places.data)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def test_readyz_answers_from_memory_while_the_database_is_frozen(house: House) -> None:
    with house.client() as client:
        house.until_ready(client)
    with httpx.Client(base_url=house.url, trust_env=False, timeout=PATIENCE) as client:
        with frozen(house):
            found = [client.get("/readyz") for _ in range(3)]
            assert {each.status_code for each in found} == {503}
            readiness = found[-1].json()
            assert (readiness["wrong"], readiness["last"]["status"]) == ("database", "ok")
            assert readiness["last_age_s"] >= readiness["unanswered_s"] > 0
            assert client.get("/healthz").status_code == 200
            assert client.get("/metrics").status_code == 503
        house.until_ready(client)
        assert client.get("/metrics").status_code == 200
