"""Two districts on one database server see nothing of each other.

The second one's name begins like a channel of the first's: the worst that a name could do.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests import homes
from townline.config.tests.running import acting
from townline.config.tests.running.installation import House, sign_in
from townline.platform.core.paths import DEMO

FIRST, SECOND = "handeul", "handeul_inbox"
PASSWORD = "correct horse 7"
NUMBER = "01000000077"
PATIENCE = 60
# A second house, and a dozen commands: before a release. Names are tried at every change, below.
long_running = pytest.mark.long


# Two whole houses beside one another; what keeps districts apart is tried in the rooms as well.
pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def second(house: House) -> Iterator[House]:
    with homes.home("tl-second-") as home:
        running = House(home, TOWNLINE_DATABASE_URL=house.dsn(), TOWNLINE_DISTRICT=SECOND)
        running.start()
        yield running
        running.stop()


def _rows(house: House, district: str, table: str) -> int:
    with psycopg.connect(house.dsn()) as link:
        order = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(district, table))
        row = link.execute(order).fetchone()
        assert row is not None
        return int(row[0])


def _until(house: House, district: str, table: str, count: int) -> None:
    end = time.monotonic() + PATIENCE
    while _rows(house, district, table) < count:
        assert time.monotonic() < end, f"{district}.{table} stays below {count}"
        time.sleep(0.1)


def _text(house: House, district: str, home: Path, body: str) -> None:
    others = {name: value for name, value in os.environ.items() if "TOWNLINE_" not in name}
    variables = others | {
        "TOWNLINE_HOME": str(home),
        "TOWNLINE_KEYS_FILE": str(home / "keys.json"),
        "TOWNLINE_DATABASE_URL": house.dsn(),
        "TOWNLINE_DISTRICT": district,
    }
    done = subprocess.run(  # noqa: S603 -- our own command line
        [sys.executable, "-m", acting.__name__, NUMBER, body],
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _token(place: House, name: str) -> str:
    added = place.command(
        "staff", "add", name, "--role", "clerk", "--password-stdin", words=f"{PASSWORD}\n"
    )
    assert added.returncode == 0, added.stderr
    return place.command("token", name, "--scopes", "cases:read").stdout.strip()


def _cases(place: House, token: str) -> list[Any]:
    with place.client() as client:
        answer = client.get("/api/v1/cases", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 200, answer.text
        items: list[Any] = answer.json()["items"]
        return items


@long_running
def test_a_text_is_seen_in_its_own_district_only(house: House, second: House) -> None:
    here, there = _token(house, "clerk20"), _token(second, "clerk20")
    before = len(_cases(house, here))
    _text(house, FIRST, house.home, "첫째 구의 길이 파였어요")
    _until(house, FIRST, "cases_case", before + 1)
    assert _cases(second, there) == []
    for table in ("conversations_incomingtext", "conversations_resident", "cases_case"):
        assert _rows(house, SECOND, table) == 0, table

    _text(house, SECOND, second.home, "둘째 구의 가로등이 꺼졌어요")
    _until(house, SECOND, "cases_case", 1)
    assert len(_cases(house, here)) == before + 1
    (mine,) = _cases(second, there)
    assert mine["preview"].startswith("둘째 구의")


@long_running
def test_the_same_number_cannot_be_recognised_across_them(house: House, second: House) -> None:
    with psycopg.connect(house.dsn()) as link:
        found = [
            link.execute(
                sql.SQL("SELECT number_lookup FROM {}").format(
                    sql.Identifier(district, "conversations_resident")
                )
            ).fetchall()
            for district in (FIRST, SECOND)
        ]
    assert found[0]
    assert found[1]
    assert not {bytes(v) for (v,) in found[0]} & {bytes(v) for (v,) in found[1]}


@long_running
def test_no_notification_crosses(house: House, second: House) -> None:
    with psycopg.connect(house.dsn(), autocommit=True) as ear:
        for name in (FIRST, SECOND):
            for part in ("", ".inbox", ".outbox", "_inbox", "_outbox"):
                channel = sql.Identifier(f"townline_{name}{part}")
                ear.execute(sql.SQL("LISTEN {}").format(channel))
        before = _rows(house, FIRST, "conversations_incomingtext")
        _text(house, FIRST, house.home, "넷째 문자입니다, 방음벽이 부서졌습니다")
        _until(house, FIRST, "conversations_incomingtext", before + 1)
        channels = {note.channel for note in ear.notifies(timeout=3)}
    assert f"townline_{FIRST}.inbox" in channels
    assert channels <= {f"townline_{FIRST}{part}" for part in ("", ".inbox", ".outbox")}


@long_running
def test_tokens_and_sessions_open_their_own_district_only(house: House, second: House) -> None:
    token = _token(house, "clerk21")
    assert _cases(house, token)
    with second.client() as client:
        headers = {"Authorization": f"Bearer {token}"}
        assert client.get("/api/v1/cases", headers=headers).status_code == 401
    with house.client() as client:
        sign_in(client, "clerk21", PASSWORD)
        cookies = dict(client.cookies)
        assert client.get("/inbox/").status_code == 200
    with second.client() as client:
        client.cookies.update(cookies)
        page = client.get("/inbox/")
        assert (page.status_code, page.headers["location"][:9]) == (302, "/sign-in/")
        assert client.get("/live/events").status_code == 401


@long_running
def test_each_has_its_own_worker_and_jobs(house: House, second: House) -> None:
    with psycopg.connect(house.dsn()) as link:
        for name in (FIRST, SECOND):
            order = "SELECT count(*) FROM {}"
            workers = sql.SQL(order).format(sql.Identifier(name, "procrastinate_workers"))
            row = link.execute(workers).fetchone()
            assert row is not None
            assert row[0] >= 1
            order = "SELECT DISTINCT queue_name FROM {}"
            jobs = sql.SQL(order).format(sql.Identifier(name, "procrastinate_jobs"))
            assert {queue for (queue,) in link.execute(jobs).fetchall()} <= {name}


@long_running
def test_figures_count_the_own_district_only(house: House, second: House) -> None:
    with second.client() as client:
        lines = client.get("/metrics").text.splitlines()
    texts = [line for line in lines if line.startswith("townline_texts_in_total")]
    assert [line.rpartition(" ")[2] for line in texts] == ["1.0"]


# Each once: the same text from another session would be taken for one that comes again.
HELP = ("도움말", "도움", "사용법", "이용 방법", "사용 방법", "help", "info")


def _help_sent(house: House, question: str) -> str:
    """Ask the first district's line for help, and give the words that it answers."""
    before = _rows(house, FIRST, "conversations_outgoingtext")
    _text(house, FIRST, house.home, question)
    _until(house, FIRST, "conversations_outgoingtext", before + 1)
    with psycopg.connect(house.dsn()) as link:
        row = link.execute(
            f"SELECT body FROM {FIRST}.conversations_outgoingtext ORDER BY id DESC LIMIT 1"  # noqa: S608 -- a constant
        ).fetchone()
    assert row is not None
    return str(row[0])


@long_running
def test_words_edited_in_one_are_used_by_all_its_processes_and_not_in_the_other(
    house: House, second: House, tmp_path: Path
) -> None:
    house.command(
        "staff", "add", "admin20", "--role", "administrator", "--password-stdin",
        words=f"{PASSWORD}\n",
    )  # fmt: skip
    assert "새로 쓴 도움말" not in _help_sent(house, HELP[0])
    with house.client() as client:
        sign_in(client, "admin20", PASSWORD)
        words = {"ko": "새로 쓴 도움말 {line_number}", "en": "Help {line_number}"}
        sent = words | {"do": "save", "base_version": "0"}
        csrf = {"csrfmiddlewaretoken": client.cookies["csrftoken"]}
        answer = client.post("/settings/texts/help/", data=sent | csrf)
        assert answer.status_code == 302, answer.text
    # The worker asks every two seconds whether something was edited.
    assert any("새로 쓴 도움말" in _help_sent(house, load_attempt) for load_attempt in HELP[1:5])
    for place, edited in ((house, True), (second, False)):
        folder = tmp_path / place.home.name
        done = place.command("district", "export", str(folder))
        assert done.returncode == 0, done.stderr
        assert ("새로 쓴 도움말" in (folder / "texts.json").read_text()) is edited
        done = place.command("district", "load", str(folder), "--dry-run")
        # The sample was loaded without its people; nothing else differs.
        assert done.stdout.startswith("people who would be added: mayor, "), done.stdout
        assert done.stdout.count("\n") == 1
    load_attempt = house.command("district", "load", str(DEMO))
    assert (load_attempt.returncode, "texts:help" in load_attempt.stdout) == (2, True)
    assert house.command("district", "load", str(DEMO), "--yes").returncode == 0
    done = house.command("district", "load", str(DEMO), "--dry-run")
    assert done.stdout == "nothing would change\n"


@long_running
def test_homes_share_no_file(house: House, second: House) -> None:
    assert (second.home / "keys.json").read_text() != (house.home / "keys.json").read_text()
    assert not (second.home / "database").exists()


@pytest.mark.parametrize(
    "name", ["public", "pg_x", "A", "a b", "a,public", "a.inbox", "", "x" * 41]
)
def test_a_name_that_could_reach_another_is_refused(house: House, name: str) -> None:
    place = House(house.home / "refused", TOWNLINE_DATABASE_URL=house.dsn(), TOWNLINE_DISTRICT=name)
    done = place.command("doctor")
    assert done.returncode == 2
    assert "cannot be used" in done.stderr
