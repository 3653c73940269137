"""The keys change while an office is at work and texts arrive, and the change is killed again
and again: no text is lost, nobody becomes two people, and nothing stays under the old keys.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import tables
from tests.kill import writing
from townline.config.tests.running.installation import House

# Beside this: what a change of keys writes anew, in tests of the rooms that keep numbers.
pytestmark = [pytest.mark.kill, pytest.mark.long]
ROOT = Path(__file__).resolve().parents[2]
TEXTS = 1200
PATIENCE = 60
WAITING = "SELECT count(*) FROM conversations_incomingtext WHERE state = 'waiting'"
UNDER = (
    "SELECT DISTINCT substr(sender, 2, 2) FROM conversations_incomingtext",
    "SELECT DISTINCT substr(sender, 2, 2) FROM conversations_textpart",
    "SELECT DISTINCT substr(number, 2, 2) FROM conversations_resident",
)


@pytest.fixture
def house() -> Iterator[House]:
    # Not pytest's own folder: the database's account may not enter it.
    home = Path(tempfile.mkdtemp(prefix="tl-", dir="/tmp"))
    home.chmod(0o755)
    tables.lay(home)
    running = House(home)
    running.start()
    yield running
    running.stop()
    shutil.rmtree(home)


def environment(house: House) -> dict[str, str]:
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith("TOWNLINE_")
    }
    return inherited | {
        "DJANGO_SETTINGS_MODULE": "townline.config.settings",
        "TOWNLINE_HOME": str(house.home),
        "TOWNLINE_KEYS_FILE": str(house.home / "keys.json"),
        "TOWNLINE_DATABASE_URL": house.dsn(),
    }


def start(house: House, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 -- our own command
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=environment(house),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def ask(house: House, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(house.dsn(), options="-c search_path=handeul") as link:
        return link.execute(query).fetchall()


def wait_routed(house: House) -> None:
    """Wait for as long as there are ever fewer."""
    fewest, since = None, time.monotonic()
    while (left := ask(house, WAITING)[0][0]) > 0:
        if fewest is None or left < fewest:
            fewest, since = left, time.monotonic()
        assert time.monotonic() - since < PATIENCE, f"{left} texts are still waiting"
        time.sleep(0.1)


def killed_after(house: House, lines: int) -> bool:
    """Change the keys and kill that after so many lines; False when it had ended before."""
    change = start(house, "townline", "keys", "rotate", "--home", str(house.home))
    assert change.stdout is not None
    progress_lines = [change.stdout.readline() for _ in range(lines)]
    change.send_signal(signal.SIGKILL)
    change.communicate()
    return all(progress_lines)


def doctor(house: House) -> str:
    return house.command("doctor").stdout


def keys(house: House) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((house.home / "keys.json").read_text())
    return data


def test_keys_change_under_an_office_at_work(house: House) -> None:
    assert start(house, "tests.kill.writing", str(TEXTS)).communicate("")[0].strip() == str(TEXTS)
    before = keys(house)
    link = start(house, "tests.kill.writing", "0")

    assert killed_after(house, 1)  # announced
    assert "interrupted" in doctor(house)
    assert keys(house)["current"] == before["current"]
    for lines in (2, 4):  # promoted, and in the middle of the tables
        assert killed_after(house, lines)
        assert keys(house)["current"] != before["current"]
    assert "keys rotate" in doctor(house)

    done = house.command("keys", "rotate")
    assert done.returncode == 0, done.stderr
    assert "going on" in done.stdout
    time.sleep(0.5)  # some texts more, after the end
    assert link.poll() is None
    stored = int(link.communicate("")[0]) + TEXTS
    wait_routed(house)

    assert ask(house, "SELECT count(*) FROM conversations_incomingtext") == [(stored,)]
    assert ask(
        house, "SELECT count(*) FROM conversations_incomingtext WHERE parts_missing > 0"
    ) == [(0,)]
    assert ask(house, "SELECT count(*) FROM conversations_resident") == [(writing.PEOPLE,)]
    state = "SELECT DISTINCT state FROM conversations_incomingtext"
    assert ask(house, state) == [("claimed",)]
    new = keys(house)["current"].encode()
    for query in UNDER:
        assert [bytes(each) for (each,) in ask(house, query)] == [new], query

    assert house.command("keys", "rotate", "--retire").returncode == 0
    assert list(keys(house)["field"]) == [new.decode()]
    assert house.command("keys", "rotate", "--retire").returncode == 2  # nothing left to retire
    report = doctor(house)
    assert "they decrypt the phone numbers" in report
    assert "interrupted" not in report
