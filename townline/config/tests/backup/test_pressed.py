"""A backup is asked for on a page, made by a worker, and its state shown."""

import time

import pytest

from tests import homes, tables
from townline.config.tests.running.installation import House, sign_in
from townline.platform.backup import requesting
from townline.platform.backup.making import SUFFIX
from townline.platform.backup.recording import DONE, FAILED
from townline.platform.core.history import marks
from townline.platform.core.models import Job, Transition

PATIENCE = 120
PASSWORD = "correct horse 7"


@pytest.fixture
def set_up(monkeypatch, tmp_path):
    monkeypatch.setenv("TOWNLINE_BACKUP_TO", str(tmp_path))
    monkeypatch.setenv("TOWNLINE_BACKUP_KEY_FILE", str(tmp_path / "key"))


@pytest.mark.django_db
def test_an_administrator_asks_once_and_it_is_recorded(world, visit, set_up):
    client = visit("admin", "en")
    assert "/settings/backup/" in client.get("/settings/").text
    assert "No backup was made yet." in client.get("/settings/backup/").text
    for _ in range(2):
        page = client.post("/settings/backup/now", follow=True).text
        assert 'id="job-bar"' in page
    assert "a backup is being made" in page
    assert Job.objects.get(subject=requesting.SUBJECT).finished_at is None
    (line,) = Transition.objects.filter(event=requesting.EVENT)
    assert line.actor_label


@pytest.mark.django_db
def test_nobody_else_asks_and_nothing_is_offered_where_nothing_is_set_up(visit, monkeypatch):
    monkeypatch.delenv("TOWNLINE_BACKUP_TO", raising=False)
    assert visit("clerk1").post("/settings/backup/now").status_code == 403
    client = visit("admin")
    assert "/settings/backup/now" not in client.get("/settings/backup/").text
    client.post("/settings/backup/now")
    assert not Transition.objects.filter(event=requesting.EVENT).exists()


@pytest.mark.django_db
def test_the_page_says_how_the_last_one_went(world, visit, set_up):
    marks.mark_put(DONE, at=world.now, verified=True)
    client = visit("admin", "en")
    assert "Restored to try it" in client.get("/settings/backup/").text
    marks.mark_put(FAILED, at=world.now)
    page = client.get("/settings/backup/").text
    assert "The last attempt failed" in page
    assert "last backup failed" in client.get("/settings/").text


@pytest.mark.kill
def test_a_worker_makes_what_was_asked_for() -> None:
    with homes.home("tl-pressed-") as home:
        tables.lay(home)
        to, key = home / "backups", str(home / "backup.key")
        house = House(home, TOWNLINE_BACKUP_TO=str(to), TOWNLINE_BACKUP_KEY_FILE=key)
        assert house.command("backup-key", key).returncode == 0
        house.start()
        try:
            _press(house)
            end = time.monotonic() + PATIENCE
            while not list(to.glob(f"*{SUFFIX}")):
                assert time.monotonic() < end, house.log()
                time.sleep(0.5)
        finally:
            house.stop()


def _press(house: House) -> None:
    words = ("staff", "add", "admin9", "--role", "administrator", "--password-stdin")
    added = house.command(*words, words=f"{PASSWORD}\n")
    assert added.returncode == 0, added.stderr
    with house.client() as client:
        sign_in(client, "admin9", PASSWORD)
        assert "job-bar" not in client.get("/settings/backup/").text
        form = {"csrfmiddlewaretoken": client.cookies["csrftoken"]}
        assert client.post("/settings/backup/now", data=form).status_code == 302
        assert "job-bar" in client.get("/settings/backup/").text
