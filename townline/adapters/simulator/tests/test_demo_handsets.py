"""An erasure reaches the demo's handset by a job that names nobody; elsewhere there is no job."""

import json

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from townline.adapters.simulator import handsets as demo_handsets
from townline.adapters.simulator.network import texts
from townline.adapters.simulator.network.database import open_database
from townline.casework.data_protection import api as data_protection
from townline.platform.core import clock
from townline.platform.core.personal_data import persons

pytestmark = pytest.mark.django_db
NUMBER, WORD = "010-0000-0042", "kanarijavogels"


@pytest.fixture
def home(tmp_path, settings, monkeypatch):
    settings.TOWNLINE_HOME, settings.TOWNLINE_DEMO = tmp_path, True
    monkeypatch.setattr(persons.PARTS, "_values", [demo_handsets.person_parts()])
    return tmp_path


@pytest.fixture
def handset(home):
    db = open_database(home / "simulator.db")
    with db:
        texts.add(db, phone=NUMBER, direction="sent", body=WORD, parts=1, now=clock.now())
    yield home
    db.close()


def erase(world):
    world.text("길이 파였어요")
    data_protection.person_erase(world.by("admin"), number=NUMBER, reason="본인 신청", force=True)
    return list(ProcrastinateJob.objects.filter(task_name=demo_handsets.ERASE))


def contains_word(home):
    return any(WORD.encode() in file.read_bytes() for file in home.glob("simulator.db*"))


def test_the_word_is_in_no_byte_of_the_handset_after_the_job(world, handset):
    (job,) = erase(world)
    assert contains_word(
        handset
    )  # the control: it goes with the job, after the erasure is committed
    assert "0000" not in json.dumps(job.args)
    assert demo_handsets.erase_run(**job.args) == 1
    assert not contains_word(handset)


def test_where_there_is_no_handset_there_is_no_job(world, home):
    assert erase(world) == []


def test_outside_the_demo_there_is_no_such_part(tmp_path, settings):
    settings.TOWNLINE_HOME, settings.TOWNLINE_DEMO = tmp_path, False
    assert demo_handsets.person_parts() == []
