"""Long work of a page: one at a time for each subject, seen while it runs, noted how it ended."""

import datetime as dt

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from townline.platform.core import clock, jobs

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)
TASK = "townline.prevention.surveys.tasks.read_list"


@pytest.fixture(autouse=True)
def _at(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def start(now=NOW, **arguments):
    jobs.job_start(
        subject="survey_list:1", task=TASK, phase="reading", now=now, draft_id=1, **arguments
    )
    return ProcrastinateJob.objects.filter(task_name=TASK).count()


def state(now=NOW):
    found = jobs.job_of("survey_list:1", now)
    return found and (found.phase, found.running, found.failed)


def test_there_is_one_at_a_time_of_each_subject():
    assert state() is None
    assert (start(), state()) == (1, ("reading", True, False))
    assert start() == 1
    with jobs.job_carry_out("survey_list:1"):
        pass
    assert state() == ("reading", False, False)
    assert start() == 2


def test_one_that_fails_is_noted_and_can_be_started_anew():
    start()
    with pytest.raises(RuntimeError), jobs.job_carry_out("survey_list:1"):
        raise RuntimeError("killed")
    assert state() == ("reading", False, True)
    assert start() == 2


def test_one_that_is_not_heard_of_counts_as_gone():
    start()
    later = NOW + jobs.SILENT
    assert state(later) == ("reading", False, True)
    assert start(later) == 2


def test_its_progress_is_seen_once_a_second(monkeypatch):
    start()
    with jobs.job_carry_out("survey_list:1") as report:
        report(5, 10)
        assert jobs.job_of("survey_list:1", NOW).done == 0
        monkeypatch.setattr(clock, "now", lambda: NOW + dt.timedelta(seconds=2))
        report(6, 10)
        found = jobs.job_of("survey_list:1", NOW)
        assert (found.done, found.of) == (6, 10)
        jobs.job_phase("survey_list:1", "comparing")
        assert jobs.job_of("survey_list:1", NOW).of == 0
