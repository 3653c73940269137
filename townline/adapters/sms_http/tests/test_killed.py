"""``texts-http`` is killed while a provider has a text in hand: held, and not sent twice."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import threading

import pytest
from django.db import connection

from townline.adapters.sms_http.common.tests import rows
from townline.adapters.sms_http.common.tests.peer import Answer, listening
from townline.adapters.sms_http.tests.conftest import PATIENCE, SENS, SENS_TOOK, sens, until
from townline.adapters.sms_http.tests.test_process import database_url
from townline.platform.conversations import api
from townline.platform.core import clock

pytestmark = [pytest.mark.peer, pytest.mark.kill, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def start(tmp_path, district):
    """Give ``start()``: the process, in the test's database and a home of its own."""
    places = {"TOWNLINE_DATABASE_URL": database_url(), "TOWNLINE_HOME": str(tmp_path)}
    connection.close()
    begun: list[subprocess.Popen[bytes]] = []

    def starting() -> subprocess.Popen[bytes]:
        begun.append(
            subprocess.Popen(
                [sys.executable, "-m", "townline", "process", "texts-http"],
                env={**os.environ, **places},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return begun[-1]

    yield starting
    for each in begun:
        each.kill()
        each.wait()


@pytest.fixture
def queue(district):
    senders = [api.HistorySender(number="01000000042", language="ko", first_at=clock.now())]
    ids = api.history_reserve(senders=senders, incoming=0, outgoing=0)
    [resident] = ids.residents.values()

    def put(body: str) -> int:
        return api.text_queue(
            resident_id=resident, kind="answer", body=body, reference="test:1", now=clock.now()
        )

    return put


def words(peer) -> list[str]:
    return [seen.json["content"] for seen in peer.of(SENS)]


def test_a_text_in_the_providers_hand_is_held_and_never_sent_twice(start, queue, tmp_path) -> None:
    received, killed = threading.Event(), threading.Event()

    def slow(_seen):
        # The provider has read the text whole, and its answer finds nobody any more.
        received.set()
        killed.wait(PATIENCE)
        return Answer(202, SENS_TOOK)

    with listening() as peer:
        peer.answers[SENS] = slow
        (tmp_path / "providers.json").write_text(json.dumps([sens(peer.url)]))
        first = start()
        lost = queue("오늘 메웠습니다.")
        assert received.wait(PATIENCE)
        first.send_signal(signal.SIGKILL)
        first.wait()
        killed.set()
        assert rows.outgoing(lost)[0] == "claimed"
        assert api.leases_expire(now=clock.now() + dt.timedelta(minutes=2)) == 1
        assert rows.outgoing(lost)[0] == "unknown"

        peer.on(SENS, 202, SENS_TOOK)
        start()
        later = queue("내일 다시 봅니다.")
        until(lambda: rows.outgoing(later)[0] == "submitted")
        assert words(peer) == ["오늘 메웠습니다.", "내일 다시 봅니다."]
        assert rows.outgoing(lost)[0] == "unknown"
