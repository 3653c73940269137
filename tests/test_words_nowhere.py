"""What residents and staff write stands in the rooms' tables and nowhere else.

A whole Townline at work, and then broken on purpose: neither its log, nor the database's, nor
a job's arguments, nor an error's answer holds a word or a number of anybody.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from tests import homes, tables
from tests.traces import Number
from townline.config.tests.running.installation import House

ROOT = Path(__file__).resolve().parents[1]
CANARY = Number("01000007319")
# Words of a resident, an answer, a note, a reason, and a password: none is anybody's word else.
TEXT, ANSWER, NOTE, PASSWORD = "kanarijavogels", "vinkenslag", "putterkooi", "sijsjeszaad"
WORDS = (TEXT, ANSWER, NOTE, PASSWORD)
PATIENCE = 300  # tenths of a second


@pytest.fixture
def house() -> Iterator[House]:
    with homes.home() as home:
        tables.lay(home)
        running = House(home)
        running.start()
        yield running
        running.stop()


def hand_over(house: House, *texts: dict[str, str]) -> None:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("TOWNLINE_")
    }
    environment |= {
        "DJANGO_SETTINGS_MODULE": "townline.config.settings",
        "TOWNLINE_HOME": str(house.home),
        "TOWNLINE_KEYS_FILE": str(house.home / "keys.json"),
        "TOWNLINE_DATABASE_URL": house.dsn(),
    }
    subprocess.run(
        [sys.executable, "-m", "tests.handing"],
        cwd=ROOT,
        env=environment,
        input="\n".join(map(json.dumps, texts)),
        text=True,
        check=True,
    )


def database(house: House) -> psycopg.Connection[Any]:
    return psycopg.connect(house.dsn(), options="-c search_path=handeul", autocommit=True)


def wait_for(house: House, query: str) -> None:
    with database(house) as link:
        for _ in range(PATIENCE):
            if link.execute(query).fetchone():
                return
            time.sleep(0.1)
    pytest.fail(f"in vain: {query}")


def wait_summary(house: House, failure: str) -> None:
    """Wait until the log tells of a failure: it is written through the supervisor."""
    for _ in range(PATIENCE):
        if failure in house.log():
            return
        time.sleep(0.1)
    pytest.fail(f"the log does not tell of: {failure}")


def work(house: House, clerk: httpx.Client) -> str:
    """Let a text come in and be worked on by the clerk's hand; give the path of the case."""
    added = house.command(
        "staff", "add", "clerk", "--role", "clerk", "--password-stdin", words=f"{PASSWORD}-9\n"
    )
    assert added.returncode == 0, added.stderr
    scopes = "cases:read,cases:write,numbers:reveal,texts:settle"
    token = house.command("token", "clerk", "--scopes", scopes).stdout.strip()
    hand_over(
        house,
        {"sender": CANARY.digits, "body": f"{TEXT} 앞 길이 파였어요"},
        {"sender": CANARY.digits, "body": "", "payload": f"00{TEXT}".encode().hex()},
    )
    wait_for(house, "SELECT 1 FROM conversations_incomingtext WHERE state = 'claimed'")
    clerk.headers["Authorization"] = f"Bearer {token}"
    (row,) = clerk.get("/api/v1/cases").json()["items"]
    assert TEXT in row["preview"] + row["title"]
    path = f"/api/v1/cases/{row['code']}"
    assert clerk.post(f"{path}/assign", json={"department": "roads"}).status_code == 200
    assert clerk.post(f"{path}/draft", json={"body": ANSWER}).status_code == 200
    assert clerk.post(f"{path}/notes", json={"body": NOTE}).status_code == 200
    found = clerk.post("/api/v1/cases/search", json={"q": CANARY.digits}).json()
    assert [each["code"] for each in found["items"]] == [row["code"]]
    shown = clerk.post(f"{path}/reveal", json={"reason": NOTE}).json()
    assert CANARY.is_in(shown["number"])
    return path


def break_it(house: House, clerk: httpx.Client, path: str) -> list[str]:
    """Take tables away under requests, the router and jobs; give what the requests answered."""
    with database(house) as link:
        link.execute("ALTER TABLE cases_note RENAME TO cases_note_away")
        answer = clerk.post(f"{path}/notes", json={"body": NOTE})
        assert answer.status_code == 500
        link.execute("ALTER TABLE core_tally RENAME TO tally_away")
        with house.client() as stranger:
            stranger.get("/sign-in/")
            form = {"username": TEXT, "password": PASSWORD, "next": "/"}
            form["csrfmiddlewaretoken"] = stranger.cookies["csrftoken"]
            page = stranger.post("/sign-in/", data=form)
        assert page.status_code == 500
        link.execute("ALTER TABLE cases_case RENAME TO cases_case_away")
        hand_over(house, {"sender": CANARY.digits, "body": f"{TEXT} 또"})
        wait_for(house, "SELECT 1 FROM conversations_incomingtext WHERE problem LIKE '%Error'")
        link.execute("ALTER TABLE conversations_textpart RENAME TO textpart_away")
        wait_for(
            house,
            "SELECT 1 FROM procrastinate_jobs"
            " WHERE status = 'failed' AND task_name = 'townline.platform.conversations.tasks.tidy'",
        )
    return [answer.text, page.text]


def test_no_word_and_no_number_leaves_the_tables(house: House) -> None:
    with house.client() as clerk, house.client() as reader:
        path = work(house, clerk)
        figures = reader.get("/metrics")
        assert figures.status_code == 200
        answers = [figures.text, *break_it(house, clerk, path)]
    jobs = []
    with database(house) as link:
        for table in ("procrastinate_jobs", "procrastinate_events", "procrastinate_workers"):
            jobs += [str(row) for row in link.execute(f"SELECT * FROM {table}")]  # noqa: S608 -- our own three names
    for failure in ("notes", "sign-in", "could not be routed", "tidy"):
        wait_summary(house, failure)  # all that was broken has told of itself
    logs = [house.log(), (house.home / "database.log").read_text()]
    assert jobs
    for place in (*logs, *jobs, *answers):
        assert [word for word in WORDS if word in place] == []
        assert not CANARY.is_in(place)
