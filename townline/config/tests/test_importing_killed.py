"""An import that is killed in the middle goes on when it is called again; nothing comes twice."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.amount import examples
from tests.database import address
from townline.config.tests.old_phone import backup, talks, write_text
from townline.platform.core.paths import ROOT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.kill]
TALKS = examples(4000)


def _start(file: Path, home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 -- our own command
        [sys.executable, "-m", "townline", "import-texts", str(file), "--home", str(home)],
        cwd=ROOT,
        env=os.environ | {"TOWNLINE_DATABASE_URL": address(str(connection.settings_dict["NAME"]))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 -- our own name
        return int(cursor.fetchone()[0])


def _some(process: subprocess.Popen[str]) -> int:
    while process.poll() is None:
        if found := _count("cases_case"):
            return found
        time.sleep(0.02)
    pytest.fail(f"it ended too early: {process.communicate()}")


@pytest.mark.usefixtures("district")
def test_a_killed_import_is_made_whole_by_calling_it_again(tmp_path):
    file = write_text(tmp_path / "phone.xml", backup(talks(TALKS)))
    first = _start(file, tmp_path)
    _some(first)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    before = _count("cases_case")
    assert 0 < before < TALKS
    assert list(tmp_path.glob(".import*")) == []
    again = _start(file, tmp_path)
    words, complaints = again.communicate()
    assert (again.returncode, complaints) == (0, "")
    assert f"{TALKS - before:,} cases made" in words
    assert f"{2 * before:,} are there already" in words
    for table in ("cases_case", "conversations_incomingtext", "conversations_outgoingtext"):
        assert _count(table) == TALKS
