"""A process past its memory ends in good order, once, and the doctor says so."""

import datetime as dt
import threading

import pytest

from townline.platform.core.findings import Level
from townline.platform.core.history import marks
from townline.platform.processes import memory
from townline.platform.processes.checks.memory import restarts

NOW = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)


@pytest.mark.django_db(transaction=True)
def test_past_its_limit_it_is_asked_to_end_and_noted(monkeypatch):
    monkeypatch.setenv("TOWNLINE_WEB_MEMORY", "1")
    ended = threading.Event()
    memory.watch("web", ended.set)
    assert ended.wait(30)
    mark = marks.mark_get("memory:web")
    assert mark is not None
    assert mark.data["megabytes"] > mark.data["limit"] == 1


@pytest.mark.django_db
def test_the_doctor_names_who_was_started_again():
    (fine,) = restarts(NOW)
    assert fine.level is Level.OK
    marks.mark_put("memory:worker", at=NOW - dt.timedelta(hours=2), megabytes=1_900, limit=1_500)
    (found,) = restarts(NOW)
    assert found.level is Level.WARN
    assert "worker held 1900 MB" in found.words
    assert "TOWNLINE_WORKER_MEMORY" in (found.advice or "")
    (later,) = restarts(NOW + dt.timedelta(days=8))
    assert later.level is Level.OK


def test_memory_below_the_limit_ends_nothing(monkeypatch):
    monkeypatch.setenv("TOWNLINE_WEB_MEMORY", "100000")  # the process of a whole run holds a lot
    monkeypatch.setattr(memory.time, "sleep", _asleep)
    with pytest.raises(_Looked):
        memory._watch("web", lambda: pytest.fail("it was ended"))


class _Looked(Exception):
    pass


def _asleep(_seconds):
    raise _Looked
