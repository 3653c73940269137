import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from townline.adapters.sms_http.sender import Timing
from townline.adapters.sms_http.worker_context import WorkerContext

PATIENCE = 60
QUICK = Timing(poll=0.02, report=0.05, look=0.05, look_well=0.05, query=0.05, again=0.05)


def android(url: str, name: str = "phone-1", priority: int = 10, **more: object) -> dict[str, Any]:
    settings: dict[str, object] = {
        "url": url,
        "username": "sms",
        "password": "pw",
        "signing_key": "k" * 20,
    }
    return {"kind": "android", "name": name, "priority": priority, "settings": settings | more}


def sens(url: str, name: str = "sens", priority: int = 20) -> dict[str, Any]:
    settings = {
        "url": url,
        "access_key": "an-access-key",
        "secret_key": "a-secret-key",
        "service_id": "service",
        "from": "0200000100",
    }
    return {"kind": "sens", "name": name, "priority": priority, "settings": settings}


SENS = "POST /sms/v2/services/service/messages"
SENS_TOOK = {"requestId": "R1", "requestTime": "…", "statusCode": "202", "statusName": "success"}


def until(true: Callable[[], object]) -> None:
    """Wait until something is so; the limit is only there to end a test that fails."""
    ends = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < ends, "it did not come to pass"
        time.sleep(0.01)


@pytest.fixture
def providers_file(tmp_path: Path, settings: Any) -> Path:
    settings.TOWNLINE_HOME = tmp_path
    settings.TOWNLINE_PROVIDERS_FILE = tmp_path / "providers.json"
    return tmp_path / "providers.json"


type Run = Callable[..., Any]


@pytest.fixture
def run(providers_file: Path, district: object) -> Run:
    """Give ``run(*entries)``: senders at work for these providers, until the block's end."""
    connection.close()

    @contextmanager
    def running(*entries: dict[str, Any]) -> Iterator[WorkerContext]:
        providers_file.write_text(json.dumps(entries))
        house = WorkerContext(timing=QUICK)
        house.look()
        try:
            yield house
        finally:
            assert house.close()

    return running
