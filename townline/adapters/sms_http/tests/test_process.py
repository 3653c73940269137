"""The process ``texts-http`` as the supervisor starts it."""

import json
import os
import signal
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.db import connection

from townline.adapters.sms_http.common.tests import rows
from townline.adapters.sms_http.common.tests.peer import listening
from townline.adapters.sms_http.tests.conftest import PATIENCE, SENS, SENS_TOOK, sens, until
from townline.platform.conversations import api
from townline.platform.core import clock

pytestmark = [pytest.mark.peer, pytest.mark.django_db(transaction=True)]


def database_url() -> str:
    params = connection.settings_dict
    host, port = quote(str(params["HOST"]), safe=""), params["PORT"]
    secret = quote(str(params["PASSWORD"]), safe="")
    where = f"{host}{f':{port}' if port else ''}/{params['NAME']}"
    return f"postgresql://{params['USER']}:{secret}@{where}"


@pytest.fixture
def process(tmp_path, district):
    places = {"TOWNLINE_DATABASE_URL": database_url(), "TOWNLINE_HOME": str(tmp_path)}
    connection.close()
    started = subprocess.Popen(
        [sys.executable, "-m", "townline", "process", "texts-http"],
        env={**os.environ, **places},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield started
    if started.poll() is None:
        started.kill()
    started.communicate()


def stop_and_read(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=PATIENCE)
    return output


def test_without_a_file_it_waits_and_ends_when_asked(process) -> None:
    assert "waiting for one" in process.stdout.readline()
    assert stop_and_read(process) == ""
    assert process.returncode == 0


def test_a_file_that_appears_is_put_to_work(process, tmp_path) -> None:
    with listening() as peer:
        peer.on(SENS, 202, SENS_TOOK)
        entry = sens(peer.url)
        (tmp_path / "providers.json").write_text(json.dumps([entry]))
        senders = [api.HistorySender(number="01000000042", language="ko", first_at=clock.now())]
        ids = api.history_reserve(senders=senders, incoming=0, outgoing=0)
        [resident] = ids.residents.values()
        text = api.text_queue(
            resident_id=resident, kind="answer", body="네", reference="test:1", now=clock.now()
        )
        until(lambda: rows.outgoing(text)[0] == "submitted")
        output = stop_and_read(process)
    assert process.returncode == 0
    assert "provider sens bound" in output
    for secret in ("a-secret-key", "0000004"):
        assert secret not in output
    assert [(link.transport, link.state) for link in api.links()] == [("sens", "stopped")]


def test_a_file_that_is_wrong_is_said_in_lines_and_waited_for(process, tmp_path) -> None:
    (tmp_path / "providers.json").write_text('[{"kind": "fax", "name": "fax-1"}]')
    output = process.stdout.readline()
    if "waiting" in output:  # it was faster than we
        output = process.stdout.readline()
    assert "providers.json: provider 1 (fax-1): kind must be one of android" in output
    stop_and_read(process)
    assert process.returncode == 0
