"""The doctor says when texts are not read, and what to do about it."""

import pytest

from townline.casework.classification import api as classification
from townline.casework.classification.checks import reading, services
from townline.casework.classification.models import TextReading
from townline.platform.triage import api as triage

pytestmark = pytest.mark.django_db


def finding_lines(world):
    return [finding.line() for finding in reading(world.now)]


def test_all_is_well_while_texts_are_read(world, reader):
    world.text("길에 구멍이 났어요")
    classification.readings_run(now=world.now)
    (line,) = finding_lines(world)
    assert "every text is read" in line


def test_texts_that_wait_and_that_failed_are_told(world, reader):
    world.text("길에 구멍이 났어요", "01000000041")
    world.text("또 구멍", "01000000043")
    TextReading.objects.filter(pk=TextReading.objects.last().pk).update(state="failed")
    world.wait(minutes=2)
    waiting, failed = finding_lines(world)
    assert "language" in waiting
    assert "read-again --failed" in failed


def test_a_district_whose_services_the_reader_does_not_know_is_told(world, monkeypatch):
    (line,) = [finding.line() for finding in services(world.now)]
    assert "of" in line
    assert "none" not in line
    monkeypatch.setattr(triage, "services_known", lambda: frozenset({"of_another_district"}))
    (line,) = [finding.line() for finding in services(world.now)]
    assert "none of the district's" in line
    assert "townline triage train" in line
